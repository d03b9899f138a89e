import type { CallModel, ModuleModel, Typed } from "../model/model.ts";

/** The line that says what something is in Python, of which version, and who knew its types; with a link to the library's page. */
export function origin(what: string, { library, page }: ModuleModel, ...more: readonly string[]): string {
  const version = library === undefined ? "" : ` (${page === undefined ? library : `[${library}](${page})`})`;
  return [`Python: ${what}${version}`, ...more].join(", ");
}

/** `types: stub, docstring`, best first; where nobody knew a type, where the signature is from: `signature: opaque`. */
export function typesOf({ positional, keywords, returns, tier }: CallModel): string {
  const typed: readonly Typed[] = [
    ...[...positional, ...(keywords?.entries ?? [])].map(({ type }) => type),
    returns,
  ];
  const sources = new Set(typed.flatMap(({ source }) => source ?? []));
  if (sources.size === 0) return `signature: ${tier}`;
  const names = [...sources].map((source) => (source === "annotations" ? typedBy(tier) : source));
  return `types: ${[...new Set(names)].sort(byRank).join(", ")}`;
}

/** For the members of a class, whose types are mostly of one source: which of them nobody has written down. */
export function inferredNote({ source }: Typed): string | undefined {
  return source === "inferred" ? "types: inferred" : undefined;
}

/** What Python code says of itself is read from stubs, from annotations, or from the first line of a docstring. */
function typedBy(tier: CallModel["tier"]): string {
  return tier === "signature" || tier === "opaque" ? "annotations" : tier;
}

const ranks = ["declaration", "stub", "annotations", "text-signature", "inferred", "docstring", "inherited"];

function byRank(left: string, right: string): number {
  return ranks.indexOf(left) - ranks.indexOf(right);
}
