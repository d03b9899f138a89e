import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Disagreement, SignatureFacts } from "../../facts/facts.ts";
import type { Library } from "../../project/config/config.ts";
import type { Manifest, ManifestSymbol } from "../../project/manifest/manifest.ts";
import { libraryOf } from "../../stages/resolve/demands.ts";

interface LocatedDisagreement extends Disagreement {
  /** `"numpy:ndarray.sum"` */
  readonly symbol: string;
}

/** Returns SB4008 for each declaration of the configuration that does not match the library. */
export function contradictedDeclarations(
  manifest: Manifest,
  libraries: readonly Library[],
): readonly Diagnostic[] {
  const texts = disagreementsFrom(manifest, "declaration")
    .filter(({ symbol }) => hasDeclarations(symbol, libraries))
    .map(describe);
  return [...new Set(texts)].map((text) => diagnostic("SB4008", text));
}

function hasDeclarations(symbol: string, libraries: readonly Library[]): boolean {
  const library = libraryOf(symbol.slice(0, symbol.indexOf(":")), { libraries });
  return library !== undefined && Object.keys(library.declarations).length > 0;
}

/** Returns a line for each parameter on which stub and library disagree. */
export function stubDisagreements(manifest: Manifest): readonly string[] {
  return disagreementsFrom(manifest, "stub").map(describe);
}

function disagreementsFrom(
  { symbols }: Manifest,
  source: Disagreement["source"],
): readonly LocatedDisagreement[] {
  return Object.entries(symbols).flatMap(([key, facts]) =>
    signaturesOf(key, facts).flatMap(([symbol, signature]) =>
      (signature.disagreements ?? [])
        .filter((each) => each.source === source)
        .map((each) => ({ ...each, symbol })),
    ),
  );
}

function signaturesOf(key: string, facts: ManifestSymbol): readonly (readonly [string, SignatureFacts])[] {
  const own =
    facts.kind === "function"
      ? [[key, facts.signature] as const]
      : facts.kind === "class"
        ? [[key, facts.constructor] as const]
        : [];
  const members = "members" in facts ? (facts.members ?? []) : [];
  return [
    ...own,
    ...members.flatMap(({ name, signature }) =>
      signature === undefined ? [] : [[`${key}.${name}`, signature] as const],
    ),
  ];
}

function describe({ symbol, source, name, what }: LocatedDisagreement): string {
  const callable = symbol.replace(":", ".");
  const declarer = source === "stub" ? "its stub" : "the configuration";
  switch (what) {
    case "absent":
      return `${callable} has no parameter "${name}", which ${declarer} declares.`;
    case "unlisted":
      return `${callable} has a parameter "${name}", which ${declarer} does not declare.`;
    case "kind":
      return `${callable} takes "${name}" differently than ${declarer} declares: by position, by keyword, or both.`;
    case "required":
      return `${callable} needs "${name}", which is optional where ${declarer} declares it.`;
    case "optional":
      return `${callable} has a default for "${name}", which is required where ${declarer} declares it.`;
    case "member":
      return `${callable} has no member "${name}", which ${declarer} declares.`;
    case "syntax":
      return `What ${declarer} declares about ${symbol.slice(0, symbol.indexOf(":"))} is not valid Python: ${name}.`;
  }
}
