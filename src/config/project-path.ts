/**
 * A path relative to the project in one spelling: forward slashes, no `.` or `..`. `undefined` when it is empty,
 * absolute, or leads out of the project.
 */
export function projectPath(path: string): string | undefined {
  if (/^[a-z]:|^[\\/]|\0/i.test(path)) return undefined;
  const kept: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.length > 0 ? kept.join("/") : undefined;
}
