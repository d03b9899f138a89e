import { compare, explain, satisfies as meets, valid } from "@renovatebot/pep440";
import { parseVersionRange, type VersionClause } from "./version-range.ts";

/** The oldest supported Python: older ones are out of support, and the worker and its dependencies do not run on them. */
export const oldestPython = "3.10";

/** Whether a Python, e.g. `3.11.7`, meets a requirement such as `>=3.10,<3.13`. */
export function pythonSatisfies(version: string, requirement: string): boolean {
  if (compareReleases(version, oldestPython) < 0) return false;
  return versionSatisfies(version, requirement);
}

/** Whether a version, e.g. `2.4.6`, is in a range such as `>=2,<3`. Only release numbers are compared. */
export function versionSatisfies(version: string, range: string): boolean {
  return clausesOf(range).every((clause) => satisfies(version, clause));
}

/** Whether any version can be in a range; none is in `>=2,<2`. Only release numbers are compared. */
export function isSatisfiable(range: string): boolean {
  const bounds = clausesOf(range).map(({ version }) => version.replace(/\.\*$/, ""));
  const candidates = ["0", "9999", ...bounds.flatMap((bound) => [bound, `${bound}.0.1`, justBelow(bound)])];
  return candidates.some((version) => versionSatisfies(version, range));
}

/** `2.9999` for `3`, `3.0.9999` for `3.1`. */
function justBelow(version: string): string {
  const numbers = [...(explain(version)?.release ?? [])];
  while (numbers.at(-1) === 0) numbers.pop();
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 1) - 1, 9999].join(".");
}

/** Returns the lowest minor version that a requirement allows, where a resolution for all its Pythons begins. */
export function lowestPython(requirement: string): string {
  let lowest = oldestPython;
  for (const { operator, version } of clausesOf(requirement)) {
    const lower = minorOf(version);
    const isLowerBound = [">=", ">", "~=", "==", "==="].includes(operator);
    if (isLowerBound && compareReleases(lower, lowest) > 0) lowest = lower;
  }
  return lowest;
}

/** Raises the lower bound of a requirement: `>=3.10` and `3.11.7` give `>=3.10,>=3.11`. */
export function narrowed(requirement: string, version: string): string {
  return `${requirement},>=${minorOf(version)}`;
}

/** Returns the minor version: `3.11` for `3.11.7` and `3.11.*`. */
export function minorOf(version: string): string {
  const [major = "3", minor = "0"] = version.split(".");
  return `${major}.${Number.parseInt(minor, 10) || 0}`;
}

/** Compares two versions by their releases: a pre-release is equal to its release. */
export function compareReleases(a: string, b: string): number {
  return compare(releaseOf(a), releaseOf(b));
}

function clausesOf(requirement: string): readonly VersionClause[] {
  const parsed = parseVersionRange(requirement);
  return "range" in parsed ? parsed.range.clauses : [];
}

/** PEP 440, but a pre-release or a post-release is also in the ranges that its release is in. */
function satisfies(version: string, { operator, version: bound }: VersionClause): boolean {
  if (operator === "===") return version === bound;
  const release = releaseOf(version);
  const exact = valid(version) === null ? release : version;
  const isIn = (each: string): boolean => meets(each, `${operator}${bound}`, { prereleases: true });
  return isIn(exact) || (operator !== "!=" && isIn(release));
}

/** `3.14.0` of `3.14.0rc1`, and of `3.14.0a1+`, as a build of Python's sources calls itself. */
function releaseOf(version: string): string {
  return explain(version)?.base_version ?? /\d+(\.\d+)*/.exec(version)?.[0] ?? "0";
}
