import { byCodePoint } from "./code-point-order.ts";

/** Paths of generated modules. They follow Python's dots: `numpy.linalg` becomes `numpy/linalg`. */

/** Names that Windows reserves for devices, with any extension. */
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])_*$/i;

/**
 * Returns the path of a module below the output folder, without extension. A reserved segment gets the suffix `_`.
 */
export function modulePath(module: string): string {
  return module
    .split(".")
    .map((part) => (windowsDevice.test(part) ? `${part}_` : part))
    .join("/");
}

/** Returns the module of a path: the inverse of `modulePath`. */
export function moduleOfPath(path: string): string {
  return path
    .split("/")
    .map((part) => part.replace(/\$.*$/, ""))
    .map((part) => (windowsDevice.test(part) && part.endsWith("_") ? part.slice(0, -1) : part))
    .join(".");
}

/**
 * Returns the paths of several modules. Names that differ only in case share a file on many machines, so the later
 * one, by code point, gets the suffix `$`.
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
