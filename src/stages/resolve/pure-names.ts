import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { walk } from "./walk.ts";

/** One SB2005 for each name that is declared pure and is nothing to call by itself; unknown names are told of as such. */
export function impureNames(
  manifest: Manifest,
  { libraries }: Pick<Config, "libraries">,
): readonly Diagnostic[] {
  return libraries.flatMap(({ name, pure }) =>
    pure.flatMap((path) => {
      const problem = problemOf(manifest, name, path);
      return problem === undefined
        ? []
        : diagnostic("SB2005", `${JSON.stringify(`${name}.${path}`)} is declared pure and is ${problem}.`);
    }),
  );
}

function problemOf(manifest: Manifest, library: string, path: string): string | undefined {
  const end = walk(manifest, library, path.split("."));
  const key = "known" in end ? end.known.at(-1) : undefined;
  const kind = key === undefined ? undefined : manifest.symbols[key]?.kind;
  if (key === undefined || kind === undefined) return undefined;
  if (kind === "module" || kind === "constant") return `a ${kind}, not a function`;
  const isMember = key.replace(":", ".") !== `${library}.${path}`;
  return isMember ? "a member of an object, not a function of a module" : undefined;
}
