import { parseVersionRange, type VersionClause } from "./version-range.ts";

/** Older Pythons are out of support; the worker and its dependencies are not made for them. */
export const oldestPython = "3.10";

/** Whether a Python, e.g. `3.11.7`, meets a requirement such as `>=3.10,<3.13`. Only release numbers are compared. */
export function pythonSatisfies(version: string, requirement: string): boolean {
  if (compareReleases(version, oldestPython) < 0) return false;
  return versionSatisfies(version, requirement);
}

/** Whether a version, e.g. `2.4.6`, is in a range such as `>=2,<3`. Only release numbers are compared. */
export function versionSatisfies(version: string, range: string): boolean {
  return clausesOf(range).every((clause) => satisfies(version, clause));
}

/** Whether there can be a version that is in a range: none is in `>=2,<2`. Only release numbers are compared. */
export function isSatisfiable(range: string): boolean {
  const bounds = clausesOf(range).map(({ version }) => version.replace(/\.\*$/, ""));
  const candidates = ["0", "9999", ...bounds.flatMap((bound) => [bound, `${bound}.0.1`, justBelow(bound)])];
  return candidates.some((version) => versionSatisfies(version, range));
}

/** `2.9999` for `3`, `3.0.9999` for `3.1`. */
function justBelow(version: string): string {
  const numbers = releaseOf(version);
  while (numbers.at(-1) === 0) numbers.pop();
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 1) - 1, 9999].join(".");
}

/** The lowest minor version that a requirement allows: what a resolution for all its Pythons begins at. */
export function lowestPython(requirement: string): string {
  let lowest = oldestPython;
  for (const { operator, version } of clausesOf(requirement)) {
    const lower = minorOf(version);
    const isLowerBound = [">=", ">", "~=", "==", "==="].includes(operator);
    if (isLowerBound && compareReleases(lower, lowest) > 0) lowest = lower;
  }
  return lowest;
}

/** The requirement, with a higher lower bound: `>=3.10` and `3.11.7` give `>=3.10,>=3.11`. */
export function narrowed(requirement: string, version: string): string {
  return `${requirement},>=${minorOf(version)}`;
}

/** `3.11` of `3.11.7` and of `3.11.*`. */
export function minorOf(version: string): string {
  const [major = "3", minor = "0"] = version.split(".");
  return `${major}.${Number.parseInt(minor, 10) || 0}`;
}

export function compareReleases(a: string, b: string): number {
  const [left, right] = [releaseOf(a), releaseOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function clausesOf(requirement: string): readonly VersionClause[] {
  const parsed = parseVersionRange(requirement);
  return "range" in parsed ? parsed.range.clauses : [];
}

function satisfies(version: string, { operator, version: bound }: VersionClause): boolean {
  const order = compareReleases(version, bound);
  switch (operator) {
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    case "===":
      return version === bound;
    case "==":
      return bound.endsWith(".*") ? hasPrefix(version, bound) : order === 0;
    case "!=":
      return bound.endsWith(".*") ? !hasPrefix(version, bound) : order !== 0;
    case "~=":
      return order >= 0 && hasPrefix(version, bound.replace(/\.\d+$/, ".*"));
  }
}

function hasPrefix(version: string, wildcard: string): boolean {
  return `${version}.`.startsWith(wildcard.replace(/\*$/, ""));
}

function releaseOf(version: string): number[] {
  const [release = "0"] = version.match(/\d+(\.\d+)*/) ?? [];
  return release.split(".").map(Number);
}
