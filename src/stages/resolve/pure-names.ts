import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { walkManifest } from "./walk-manifest.ts";

/**
 * Reports SB2005 for each name that is declared pure but is not a function of a module. Missing names are reported
 * elsewhere.
 */
export function impureNames(
  manifest: Manifest,
  { libraries }: Pick<Config, "libraries">,
): readonly Diagnostic[] {
  return libraries.flatMap(({ name, pure }) =>
    pure.flatMap((path) => {
      const problem = problemOf(manifest, name, path);
      return problem === undefined
        ? []
        : diagnostic("SB2005", `${JSON.stringify(`${name}.${path}`)} is declared pure but is ${problem}.`);
    }),
  );
}

function problemOf(manifest: Manifest, library: string, path: string): string | undefined {
  const end = walkManifest(manifest, library, path.split("."));
  const key = "known" in end ? end.known.at(-1) : undefined;
  const kind = key === undefined ? undefined : manifest.symbols[key]?.kind;
  if (key === undefined || kind === undefined) return undefined;
  if (kind === "module" || kind === "constant") return `a ${kind}, not a function`;
  const isMember = key.replace(":", ".") !== `${library}.${path}`;
  return isMember ? "a member of an object, not a function of a module" : undefined;
}
