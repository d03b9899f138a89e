import type { Lock, LockedEnvironment, LockedPackage } from "./lock.ts";

/** Prints `snakebridge.lock`: equal values give equal bytes, with one package per line for reviews and merges. */
export function serializeLock(lock: Lock): string {
  const { version, hash } = lock.generator;
  const environments = sortedEntries(lock.environments).map(
    ([name, environment]) => `${json(name)}: ${serializeEnvironment(environment)}`,
  );
  const text = lines("{", "}", [
    `"format": ${lock.format}`,
    `"generator": ${json({ version, hash })}`,
    `"options": ${json(lock.options)}`,
    `"environments": ${lines("{", "}", environments)}`,
  ]);
  // The file is shared, so it must not contain the address of a private index.
  if (text.includes("://")) throw new Error("snakebridge.lock must not contain an address.");
  return `${text}\n`;
}

export type PackageKey = Pick<LockedPackage, "name" | "version"> & { readonly marker?: string | undefined };

/** Orders packages in a lock by name, version and marker. */
export function comparePackages(a: PackageKey, b: PackageKey): number {
  return compare(a.name, b.name) || compare(a.version, b.version) || compare(a.marker ?? "", b.marker ?? "");
}

function serializeEnvironment({
  python,
  requirements,
  excludeNewer,
  accelerator: required,
  builds,
  resolvedFor,
  unmanaged,
  beside,
  packages,
  symbols = {},
  platforms,
}: LockedEnvironment): string {
  const { requirement, version } = python;
  const checksums = sortedEntries(symbols).map(([name, checksum]) => `${json(name)}: ${json(checksum)}`);
  return lines("{", "}", [
    `"python": ${json({ requirement, version })}`,
    `"requirements": ${lines("[", "]", [...requirements].sort(compare).map(json))}`,
    ...(excludeNewer === undefined ? [] : [`"excludeNewer": ${json(excludeNewer)}`]),
    ...(required === undefined ? [] : [`"accelerator": ${json(required)}`]),
    ...(builds === undefined ? [] : [`"builds": ${json(builds)}`]),
    ...(resolvedFor === undefined ? [] : [`"resolvedFor": ${json(resolvedFor)}`]),
    ...(unmanaged === undefined ? [] : [`"unmanaged": ${json(unmanaged)}`]),
    ...(beside === undefined ? [] : [`"beside": ${serializePackages(beside)}`]),
    `"packages": ${serializePackages(packages)}`,
    ...(checksums.length === 0 ? [] : [`"symbols": ${lines("{", "}", checksums)}`]),
    `"platforms": ${lines(
      "{",
      "}",
      sortedEntries(platforms).map(
        ([name, { tags, accelerator }]) => `${json(name)}: ${json({ tags, accelerator })}`,
      ),
    )}`,
  ]);
}

function serializePackages(packages: readonly LockedPackage[]): string {
  return lines("[", "]", [...packages].sort(comparePackages).map(serializePackage));
}

function serializePackage({ name, version, marker, hashes }: LockedPackage): string {
  const sorted = [...hashes].sort(compare);
  return json({
    name,
    version,
    ...(marker ? { marker } : {}),
    ...(sorted.length > 0 ? { hashes: sorted } : {}),
  });
}

function lines(open: string, close: string, items: readonly string[]): string {
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.join(",\n").replace(/^/gm, "  ")}\n${close}`;
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compare(a, b));
}

/** Compares UTF-16 units: unlike `localeCompare`, the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
