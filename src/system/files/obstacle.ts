import { lstatSync, type Stats } from "node:fs";

/** Describes what blocks the path of a file, e.g. `a folder`; `undefined` for a plain file. */
export function obstacleOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isSymbolicLink()) return "a symbolic link";
  return stats.isDirectory() ? "a folder" : "something that is not a file";
}

/** Describes what blocks a path; `undefined` also if nothing exists there, or it cannot be inspected. */
export function obstacleAt(path: string): string | undefined {
  try {
    return obstacleOf(lstatSync(path));
  } catch {
    return undefined;
  }
}
