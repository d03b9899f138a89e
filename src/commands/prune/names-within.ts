import type { Manifest } from "../../project/manifest/manifest.ts";
import type { NamePath } from "../../stages/resolve/demands.ts";
import { walkManifest } from "../../stages/resolve/walk-manifest.ts";

/** Returns the keys of all symbols in the modules that these names denote, and in their submodules. */
export function namesWithin(open: readonly NamePath[], manifest: Manifest): readonly string[] {
  const modules = open.flatMap(({ module, path }) => {
    const end = walkManifest(manifest, module, path);
    const last = "known" in end ? end.known.at(-1) : undefined;
    return last?.endsWith(":") ? [last.slice(0, -1)] : [];
  });
  return Object.keys(manifest.symbols).filter((key) =>
    modules.some((module) => key.startsWith(`${module}:`) || key.startsWith(`${module}.`)),
  );
}
