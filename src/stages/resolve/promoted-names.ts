import { byCodePoint } from "../../naming/code-point-order.ts";
import { toTsName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { NamePath } from "./demands.ts";
import { walk } from "./walk.ts";

/** What `promote` has put into the manifest, as a source would name it. */
export function promotedNames({ promoted = [] }: Pick<Manifest, "promoted">): readonly NamePath[] {
  return promoted.map((key) => {
    const [module = "", name = ""] = key.split(":");
    return { module, path: name === "" ? [] : [toTsName(name, "module")] };
  });
}

/** The manifest that keeps these names for good, as far as it has them. */
export function withPromoted(manifest: Manifest, names: readonly NamePath[]): Manifest {
  const keys = names.flatMap(({ module, path }) => {
    const end = walk(manifest, module, path);
    return "known" in end ? end.known.slice(-1) : [];
  });
  if (keys.length === 0) return manifest;
  return { ...manifest, promoted: [...new Set([...(manifest.promoted ?? []), ...keys])].sort(byCodePoint) };
}
