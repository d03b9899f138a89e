import { byCodePoint } from "../../naming/code-point-order.ts";
import { toTsName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { NamePath } from "./demands.ts";
import { walkManifest } from "./walk-manifest.ts";

/** Returns the promoted names of a manifest, in the form in which a source would name them. */
export function promotedNames({ promoted = [] }: Pick<Manifest, "promoted">): readonly NamePath[] {
  return promoted.map((key) => {
    const [module = "", name = ""] = key.split(":");
    return { module, path: name === "" ? [] : [toTsName(name, "module")] };
  });
}

/** Adds promoted names permanently to a manifest, if it has their symbols. */
export function withPromoted(manifest: Manifest, names: readonly NamePath[]): Manifest {
  const keys = names.flatMap(({ module, path }) => {
    const end = walkManifest(manifest, module, path);
    return "known" in end ? end.known.slice(-1) : [];
  });
  if (keys.length === 0) return manifest;
  return { ...manifest, promoted: [...new Set([...(manifest.promoted ?? []), ...keys])].sort(byCodePoint) };
}
