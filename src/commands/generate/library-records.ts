import { createHash } from "node:crypto";
import type { Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { LockedEnvironment } from "../../project/lock/lock.ts";
import type { LibraryRecord, Manifest } from "../../project/manifest/manifest.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";

/**
 * Returns the manifest's record of each configured library, with the version that its symbols were introspected in.
 *
 * @param installed versions in this machine's environment, by normalized name
 */
export function libraryRecords(
  libraries: readonly Library[],
  environment: LockedEnvironment,
  installed: ReadonlyMap<string, string>,
  manifest: Manifest,
  typeshed?: Typeshed,
): Readonly<Record<string, LibraryRecord>> {
  return Object.fromEntries(
    libraries.map((library) => {
      const { name, distribution } = library;
      const source = typeshed?.source ?? manifest.libraries[name]?.stubs;
      const declarations = declarationsHash(library);
      const stubs = {
        ...(source === undefined ? {} : { stubs: source }),
        ...(declarations === undefined ? {} : { declarations }),
      };
      if (distribution === undefined)
        return [name, { python: minorOf(environment.python.version), ...stubs }];
      const recorded = manifest.libraries[name]?.version;
      // If the lock has several versions, by platform or Python, every machine keeps the version that was recorded first.
      const isLocked = recorded !== undefined && versionsOf(distribution, environment).includes(recorded);
      const version = isLocked ? recorded : installed.get(normalizeDistribution(distribution));
      return [name, { distribution, ...(version === undefined ? {} : { version }), ...stubs }];
    }),
  );
}

/** Removes the record of stubs from libraries with incomplete inference, so that the next run introspects them again. */
export function omitUnfinishedStubs(manifest: Manifest, unfinished: ReadonlySet<string>): Manifest {
  if (unfinished.size === 0) return manifest;
  const libraries = Object.entries(manifest.libraries).map(([name, { stubs, ...record }]) => [
    name,
    unfinished.has(name) || stubs === undefined ? record : { ...record, stubs },
  ]);
  return { ...manifest, libraries: Object.fromEntries(libraries) };
}

/** Returns the import names of the libraries that the manifest no longer describes. */
export function outdatedLibraries(
  manifest: Manifest,
  environment: LockedEnvironment,
  libraries: readonly Library[],
  typeshed?: Typeshed,
): readonly string[] {
  return Object.entries(manifest.libraries)
    .filter(([name, { distribution, version, python, stubs, declarations }]) => {
      const configured = libraries.find((each) => each.name === name);
      if (configured !== undefined && declarations !== declarationsHash(configured)) return true;
      // New stubs mean better types. Other versions of stubs, or none on this machine, change no wrapper.
      if (typeshed !== undefined && stubs === undefined) return true;
      if (distribution === undefined)
        return python !== undefined && python !== minorOf(environment.python.version);
      const versions = versionsOf(distribution, environment);
      return version !== undefined && versions.length > 0 && !versions.includes(version);
    })
    .map(([name]) => name);
}

/** Returns the hash of a library's declarations; `undefined` without declarations. */
function declarationsHash({ declarations }: Library): string | undefined {
  const entries = Object.entries(declarations).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return undefined;
  return createHash("sha256").update(JSON.stringify(entries)).digest("hex").slice(0, 16);
}

function versionsOf(distribution: string, { packages }: LockedEnvironment): readonly string[] {
  const name = normalizeDistribution(distribution);
  return packages.filter((each) => each.name === name).map(({ version }) => version);
}

function minorOf(version: string): string {
  return version.split(".", 2).join(".");
}
