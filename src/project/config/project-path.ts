/**
 * Normalizes a path relative to the project: forward slashes, no `.`, `..` only in front. Returns `undefined` when the
 * path is empty or absolute.
 */
export function relativePath(path: string): string | undefined {
  if (/^[a-z]:|^[\\/]|\0/i.test(path)) return undefined;
  const kept: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(part);
  }
  return kept.length > 0 ? kept.join("/") : undefined;
}

/** Normalizes a path that must not leave the project. */
export function projectPath(path: string): string | undefined {
  const relative = relativePath(path);
  return relative === ".." || relative?.startsWith("../") ? undefined : relative;
}
