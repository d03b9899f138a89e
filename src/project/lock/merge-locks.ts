import { isEqual, mergeRecords } from "../merge/merge-records.ts";
import type { Lock, LockedEnvironment, LockedPackage } from "./lock.ts";

/**
 * Merges the locks of two branches. If both resolved their shared packages to the same versions, the result has all
 * packages. Otherwise it has ours, and the next `generate` resolves the missing ones.
 */
export function mergeLocks(ours: Lock, theirs: Lock, base?: Lock): Lock {
  const environments = mergeRecords(
    ours.environments,
    theirs.environments,
    base?.environments ?? {},
    (one, other, name) => mergeEnvironments(one, other, base?.environments[name]),
  );
  return { ...ours, environments };
}

function mergeEnvironments(
  ours: LockedEnvironment,
  theirs: LockedEnvironment,
  base: LockedEnvironment | undefined,
): LockedEnvironment {
  const platforms = mergeRecords(ours.platforms, theirs.platforms, base?.platforms ?? {}, (one) => one);
  const hasOtherVersions = haveDifferentVersions(ours.packages, theirs.packages);
  const hasOtherOptions =
    !isEqual(ours.python.requirement, theirs.python.requirement) ||
    ours.excludeNewer !== theirs.excludeNewer ||
    ours.accelerator !== theirs.accelerator ||
    !isEqual(ours.builds, theirs.builds) ||
    ours.resolvedFor !== theirs.resolvedFor ||
    ours.unmanaged ||
    theirs.unmanaged;
  if (hasOtherOptions || hasOtherVersions) return { ...ours, platforms };
  const merge = <T>(
    one: readonly T[],
    other: readonly T[],
    before: readonly T[],
    key: (each: T) => string,
  ): T[] =>
    Object.values(mergeRecords(byKey(one, key), byKey(other, key), byKey(before, key), (mine) => mine));
  const symbols = mergeRecords(ours.symbols ?? {}, theirs.symbols ?? {}, base?.symbols ?? {}, (mine) => mine);
  return {
    python: ours.python,
    ...(ours.excludeNewer === undefined ? {} : { excludeNewer: ours.excludeNewer }),
    ...(ours.accelerator === undefined ? {} : { accelerator: ours.accelerator }),
    ...(ours.builds === undefined ? {} : { builds: ours.builds }),
    ...(ours.resolvedFor === undefined ? {} : { resolvedFor: ours.resolvedFor }),
    requirements: merge(
      ours.requirements,
      theirs.requirements,
      base?.requirements ?? [],
      (each) => each,
    ).sort(),
    packages: merge(ours.packages, theirs.packages, base?.packages ?? [], packageKey),
    ...(Object.keys(symbols).length === 0 ? {} : { symbols }),
    platforms,
  };
}

/** Whether both sides have a distribution in different versions. */
function haveDifferentVersions(ours: readonly LockedPackage[], theirs: readonly LockedPackage[]): boolean {
  const rows = (packages: readonly LockedPackage[], name: string): string[] =>
    packages.filter((each) => each.name === name).map(packageKey);
  return ours.some(({ name }) => {
    const other = rows(theirs, name);
    return other.length > 0 && !isEqual(rows(ours, name), other);
  });
}

function packageKey({ name, version, marker = "" }: LockedPackage): string {
  return `${name} ${version} ${marker}`;
}

function byKey<T>(items: readonly T[], key: (each: T) => string): Record<string, T> {
  return Object.fromEntries(items.map((each) => [key(each), each]));
}
