import { type InstalledIn, metadataFolders } from "../../environment/python/distribution-versions.ts";
import { libraryPage } from "../../environment/python/library-page.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { LibraryRecord, Manifest } from "../../project/manifest/manifest.ts";

type Records = Readonly<Record<string, LibraryRecord>>;

/**
 * Adds the address of each library's documentation from the metadata of the recorded version. An address in the manifest
 * for that version stays, so that every machine writes the same.
 */
export async function addLibraryPages(
  records: Records,
  manifest: Manifest,
  where: InstalledIn,
): Promise<Records> {
  const folders = await metadataFolders(where);
  const added = Object.entries(records).map(async ([name, record]): Promise<[string, LibraryRecord]> => {
    const { distribution, version } = record;
    if (distribution === undefined || version === undefined) return [name, record];
    const before = manifest.libraries[name];
    const known = before?.version === version ? before.page : undefined;
    const folder = folders.find(
      (each) => each.name === normalizeDistribution(distribution) && each.version === version,
    );
    const page = known ?? (folder && (await libraryPage(folder.path)));
    return [name, page === undefined ? record : { ...record, page }];
  });
  return Object.fromEntries(await Promise.all(added));
}
