import type { LibraryRecord, Manifest } from "../../project/manifest/manifest.ts";
import type { ModuleModel } from "./model.ts";

/**
 * Returns the library of a module; of nested ones the innermost: `"numpy 2.4.6"`, or `"Python 3.11"` for the standard
 * library.
 */
export function libraryOfModule(
  module: string,
  { libraries }: Manifest,
): Pick<ModuleModel, "library" | "page"> {
  const names = Object.keys(libraries).filter((name) => module === name || module.startsWith(`${name}.`));
  const name = names.reduce<string | undefined>(
    (best, each) => (best && best.length > each.length ? best : each),
    undefined,
  );
  const { distribution, version, python, page }: LibraryRecord =
    (name !== undefined && libraries[name]) || {};
  if (version !== undefined) return { library: `${distribution ?? name} ${version}`, page };
  if (python === undefined) return { library: undefined, page };
  return { library: `Python ${python}`, page: `https://docs.python.org/${python}/library/${name}.html` };
}
