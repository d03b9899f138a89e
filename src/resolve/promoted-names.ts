import type { Manifest } from "../manifest/manifest.ts";
import { toTsName } from "../model/names.ts";
import type { NamePath } from "./demands.ts";

/** What `promote` has put into the manifest, as a source would name it. */
export function promotedNames({ promoted = [] }: Pick<Manifest, "promoted">): readonly NamePath[] {
  return promoted.map((key) => {
    const [module = "", name = ""] = key.split(":");
    return { module, path: name === "" ? [] : [toTsName(name, "module")] };
  });
}
