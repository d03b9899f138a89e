import type { Library } from "../config/config.ts";
import { normalizeDistribution } from "../config/python-names.ts";
import type { LockedEnvironment } from "../lock/lock.ts";
import type { LibraryRecord, Manifest } from "../manifest/manifest.ts";

/**
 * What the manifest says about each configured library: the version that its symbols were read from.
 * @param installed versions in this machine's environment, by normalized name
 */
export function libraryRecords(
  libraries: readonly Library[],
  environment: LockedEnvironment,
  installed: ReadonlyMap<string, string>,
  manifest: Manifest,
): Readonly<Record<string, LibraryRecord>> {
  return Object.fromEntries(
    libraries.map(({ name, distribution }) => {
      if (distribution === undefined) return [name, { python: minorOf(environment.python.version) }];
      const recorded = manifest.libraries[name]?.version;
      // Where the lock has several, by platform or Python, every machine keeps the one that was recorded first.
      const holds = recorded !== undefined && versionsOf(distribution, environment).includes(recorded);
      const version = holds ? recorded : installed.get(normalizeDistribution(distribution));
      return [name, { distribution, ...(version === undefined ? {} : { version }) }];
    }),
  );
}

/** Import names of the libraries that are no longer what the manifest describes. */
export function outdatedLibraries(manifest: Manifest, environment: LockedEnvironment): readonly string[] {
  return Object.entries(manifest.libraries)
    .filter(([, { distribution, version, python }]) => {
      if (distribution === undefined)
        return python !== undefined && python !== minorOf(environment.python.version);
      const versions = versionsOf(distribution, environment);
      return version !== undefined && versions.length > 0 && !versions.includes(version);
    })
    .map(([name]) => name);
}

function versionsOf(distribution: string, { packages }: LockedEnvironment): readonly string[] {
  const name = normalizeDistribution(distribution);
  return packages.filter((each) => each.name === name).map(({ version }) => version);
}

function minorOf(version: string): string {
  return version.split(".", 2).join(".");
}
