import { lstatSync, type Stats } from "node:fs";

/** What stands where a file has to go, in words; `undefined` for a plain file. */
export function obstacleOf(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  if (found.isSymbolicLink()) return "a symbolic link";
  return found.isDirectory() ? "a folder" : "something that is not a file";
}

/** The same for a path; `undefined` also where nothing is, or can be seen. */
export function obstacleAt(path: string): string | undefined {
  try {
    return obstacleOf(lstatSync(path));
  } catch {
    return undefined;
  }
}
