import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { commitFile, isTemporary, type StagedFile, stageFile, syncFolder } from "./atomic-write.ts";
import { cannotWrite } from "./file-errors.ts";
import { resolveInside } from "./inside-root.ts";

/** A file to write; `path` is relative to the root, with forward slashes. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string;
}

export interface WriteResult {
  /** Paths that were created or replaced, in the given order. */
  readonly written: readonly string[];
  /** Paths that already had this content and were not touched. */
  readonly unchanged: readonly string[];
}

/**
 * Writes files below `root`, each atomically. All of them are on disk under temporary names before the first is renamed,
 * so a full disk or a missing permission changes nothing. Call it with the writer lock held: it removes temporary files
 * that another run left in these folders.
 *
 * @throws DiagnosticError SB5007 when the system refuses, SB5008 when a path is taken or leads outside `root`.
 */
export async function writeFiles(root: string, files: readonly FileToWrite[]): Promise<WriteResult> {
  const staged: StagedFile[] = [];
  const written: string[] = [];
  const unchanged: string[] = [];
  const folders = new Set<string>();
  try {
    for (const { path, content } of files) {
      const absolute = await resolveInside(root, path, { make: true });
      const folder = dirname(absolute);
      if (!folders.has(folder)) await removeLeftovers(folder);
      folders.add(folder);
      const file = await stageFile(absolute, content);
      if (file) staged.push(file);
      (file ? written : unchanged).push(path);
    }
    while (staged.length > 0) {
      await commitFile(staged[0]!);
      staged.shift();
    }
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  if (written.length > 0) for (const folder of folders) await syncFolder(folder);
  return { written, unchanged };
}

/** Removes files below `root`, with the same checks; ignores files that no longer exist. */
export async function removeFiles(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const absolute = await resolveInside(root, path, { make: false });
    try {
      await rm(absolute, { force: true });
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
}

/** Removes the staged files of a run that was killed. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (isTemporary(name)) await rm(join(folder, name), { force: true });
}
