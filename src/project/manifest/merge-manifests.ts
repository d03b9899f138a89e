import { byCodePoint } from "../../naming/code-point-order.ts";
import { mergeRecords } from "../merge/merge-records.ts";
import { emptyManifest, type LibraryRecord, type Manifest } from "./manifest.ts";
import { sortedRecord } from "./sorted-record.ts";

/** Merges the manifests of two branches. Without their common ancestor, nothing counts as removed. */
export function mergeManifests(ours: Manifest, theirs: Manifest, base: Manifest = emptyManifest): Manifest {
  const libraries = mergeRecords(ours.libraries, theirs.libraries, base.libraries, (one) => one);
  const symbols = mergeRecords(ours.symbols, theirs.symbols, base.symbols, (one) => one);
  const reached = mergeRecords(
    ours.reached ?? {},
    theirs.reached ?? {},
    base.reached ?? {},
    (one, other) => one ?? other,
  );
  const promoted = Object.keys(mergeRecords(asRecord(ours), asRecord(theirs), asRecord(base), (one) => one));
  return {
    format: ours.format,
    libraries: sortedRecord(
      Object.entries(libraries).map(([name, record]) => [
        name,
        withBothVersions(record, ours.libraries[name], theirs.libraries[name]),
      ]),
    ),
    symbols: sortedRecord(Object.entries(symbols)),
    ...(promoted.length > 0 ? { promoted: promoted.sort(byCodePoint) } : {}),
    ...(Object.keys(reached).length > 0 ? { reached: sortedRecord(Object.entries(reached)) } : {}),
  };
}

function asRecord({ promoted = [] }: Manifest): Record<string, true> {
  return Object.fromEntries(promoted.map((key) => [key, true]));
}

/** Records both versions of a library whose symbols come from two versions, so that the next run introspects all of them. */
function withBothVersions(
  record: LibraryRecord,
  ...sides: readonly (LibraryRecord | undefined)[]
): LibraryRecord {
  const versions = new Set(sides.flatMap((side) => side?.version?.split(" | ") ?? []));
  return versions.size < 2 ? record : { ...record, version: [...versions].sort().join(" | ") };
}
