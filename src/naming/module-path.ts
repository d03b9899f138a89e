import { byCodePoint } from "./code-point-order.ts";

/** The path of a generated module follows Python's dots: `numpy.linalg` is `numpy/linalg`. */

/** Names that no file on Windows can have, whatever its extension. */
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])_*$/i;

/** The path of a module below the output folder, without extension. A reserved segment gets the suffix `_`. */
export function modulePath(module: string): string {
  return module
    .split(".")
    .map((part) => (windowsDevice.test(part) ? `${part}_` : part))
    .join("/");
}

/** The module that a path means: the reverse of `modulePath`. */
export function moduleOfPath(path: string): string {
  return path
    .split("/")
    .map((part) => part.replace(/\$.*$/, ""))
    .map((part) => (windowsDevice.test(part) && part.endsWith("_") ? part.slice(0, -1) : part))
    .join(".");
}

/**
 * The paths of several modules. Two that differ in case only are one file on many machines: the later one, by code
 * point, gets the suffix `$`.
 */
export function modulePaths(modules: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const paths = new Map<string, string>();
  for (const module of [...modules].sort(byCodePoint)) {
    let path = modulePath(module);
    while (taken.has(path.toLowerCase())) path += "$";
    taken.add(path.toLowerCase());
    paths.set(module, path);
  }
  return paths;
}
