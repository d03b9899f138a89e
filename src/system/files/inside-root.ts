import { lstat, mkdir, realpath } from "node:fs/promises";
import localPaths, { dirname, join, type PlatformPath } from "node:path";
import { cannotWrite, hasCode, pathTaken } from "./file-errors.ts";

/** Whether a path with forward slashes stays below the folder that it is relative to, in plain segments. */
function isPlainRelativePath(path: string): boolean {
  if (path.includes("\\") || path.includes("\0") || /^[a-z]:/i.test(path)) return false;
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

/**
 * Returns the absolute path of `path`, which must be inside `root`: without `..`, and without a folder that links to the
 * outside. With `make`, creates missing folders.
 */
export async function resolveInside(
  root: string,
  path: string,
  { make }: { make: boolean },
): Promise<string> {
  if (!isPlainRelativePath(path))
    throw pathTaken(JSON.stringify(path), `it is not a path inside ${root}`, "Correct the output folder.");
  const absolute = join(root, path);
  const folder = dirname(absolute);
  const existing = await deepestExisting(folder, path);
  const realRoot = await realpath(root).catch((error: unknown) => {
    throw cannotWrite(root, error);
  });
  if (!isInside(realRoot, existing))
    throw pathTaken(
      path,
      `a folder in its path is a link to ${existing}, outside the project`,
      "Replace the link with a real folder, then run the command again.",
    );
  if (make) {
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
  return absolute;
}

/** Whether a path is a folder or is inside it. Windows ignores case. */
export function isInside(
  folder: string,
  path: string,
  { relative, isAbsolute, sep }: PlatformPath = localPaths,
): boolean {
  const route = relative(folder, path);
  return route === "" || (route !== ".." && !route.startsWith(`..${sep}`) && !isAbsolute(route));
}

/** Returns the real path of the nearest existing folder above a file. */
async function deepestExisting(folder: string, path: string): Promise<string> {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    try {
      const stats = await lstat(candidate);
      const real = await realpath(candidate);
      const target = stats.isSymbolicLink() ? await lstat(real) : stats;
      if (target.isDirectory()) return real;
    } catch (error) {
      if (hasCode(error, "ENOENT") && !(await isDanglingLink(candidate)) && dirname(candidate) !== candidate)
        continue;
      if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) throw cannotWrite(path, error);
      if (hasCode(error, "ENOTDIR")) continue;
    }
    throw pathTaken(path, `${candidate} is not a folder`, "Move it away, then run the command again.");
  }
}

async function isDanglingLink(path: string): Promise<boolean> {
  return await lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
