import type { CallModel, ModuleModel, Typed } from "../model/model.ts";

/**
 * Prints the line that names the Python symbol, the library's version with a link to its page, and the source of the
 * types.
 */
export function originLine(
  symbol: string,
  { library, page }: ModuleModel,
  ...more: readonly string[]
): string {
  const version = library === undefined ? "" : ` (${page === undefined ? library : `[${library}](${page})`})`;
  return [`Python: ${symbol}${version}`, ...more].join(", ");
}

/**
 * Names the sources of a call's types, best first: `types from: stub, docstring`. Without typed parts, names the
 * source of the signature: `types from: runtime signature`.
 */
export function typesNote({ positional, keywords, returns, tier }: CallModel): string {
  const typed: readonly Typed[] = [
    ...[...positional, ...(keywords?.entries ?? [])].map(({ type }) => type),
    returns,
  ];
  const sources = new Set(typed.flatMap(({ source }) => source ?? []));
  if (sources.size === 0)
    return tier === "opaque" ? "signature unknown" : `types from: ${labels[tier] ?? tier}`;
  const names = [...sources].map((source) => (source === "annotations" ? annotationSource(tier) : source));
  const sorted = [...new Set(names)].sort(byRank);
  return `types from: ${sorted.map((name) => labels[name] ?? name).join(", ")}`;
}

/**
 * The note for a class member with an inferred type. Members have no other note: their types mostly have one source.
 */
export function inferredNote({ source }: Typed): string | undefined {
  return source === "inferred" ? "types from: inference" : undefined;
}

/**
 * Types with the source `annotations` come from stubs, from annotations in code, or from the first line of a
 * docstring.
 */
function annotationSource(tier: CallModel["tier"]): string {
  return tier === "signature" || tier === "opaque" ? "annotations" : tier;
}

/** How sources are named in generated documentation, if not by their own name. */
const labels: Readonly<Record<string, string | undefined>> = {
  signature: "runtime signature",
  "text-signature": "text signature",
  inferred: "inference",
  inherited: "base class",
};

const ranks = ["declaration", "stub", "annotations", "text-signature", "inferred", "docstring", "inherited"];

function byRank(left: string, right: string): number {
  return ranks.indexOf(left) - ranks.indexOf(right);
}
