import { randomBytes } from "node:crypto";
import { type FileHandle, lstat, open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cannotWrite, hasCode, pathTaken } from "./file-errors.ts";
import { obstacleOf } from "./obstacle.ts";

/** A complete new file on disk next to its target, not yet renamed. */
export interface StagedFile {
  readonly path: string;
  readonly temporary: string;
}

const temporarySuffix = ".snakebridge-tmp";

/** Whether a file name is that of a staged file; without a running writer the file is a leftover. */
export function isTemporary(name: string): boolean {
  return name.startsWith(".") && name.endsWith(temporarySuffix);
}

/** Creates or replaces one file; a reader sees the old or the new content. Returns `false` if the content is unchanged. */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<boolean> {
  const staged = await stageFile(path, content);
  if (!staged) return false;
  await commitFile(staged);
  await syncFolder(dirname(path));
  return true;
}

/** Writes the content next to `path`, with the mode of the file that it replaces. Returns `undefined` if nothing changes. */
export async function stageFile(path: string, content: string | Uint8Array): Promise<StagedFile | undefined> {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const mode = await existingMode(path);
  if (mode !== undefined && (await hasContent(path, bytes))) return undefined;
  // The target's full name plus our suffix could exceed the length limit of a name.
  const stem = basename(path).slice(0, 80);
  const temporary = join(dirname(path), `.${stem}.${randomBytes(6).toString("hex")}${temporarySuffix}`);
  try {
    const file = await open(temporary, "wx", mode ?? 0o666);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cannotWrite(path, error);
  }
  return { path, temporary };
}

/** Renames a staged file to its target. */
export async function commitFile({ path, temporary }: StagedFile): Promise<void> {
  try {
    await renameWithRetry(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cannotWrite(path, error);
  }
}

/** Makes renames in a folder survive a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch {
    // Some file systems cannot sync a folder. The files themselves are already on disk.
  } finally {
    await handle?.close();
  }
}

/** Renames a file, with retries on Windows, where a virus scanner or an editor may hold it open for a moment. */
export async function renameWithRetry(from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== "win32" || wait > 1000 || !hasCode(error, "EPERM", "EACCES", "EBUSY"))
        throw error;
      await delay(wait);
    }
  }
}

async function existingMode(path: string): Promise<number | undefined> {
  let stats: Awaited<ReturnType<typeof lstat>>;
  try {
    stats = await lstat(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw cannotWrite(path, error);
  }
  const obstacle = obstacleOf(stats);
  if (obstacle === undefined) return stats.mode & 0o777;
  throw pathTaken(path, `${obstacle} is in the way`, "Move it away, then run the command again.");
}

async function hasContent(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(await readFile(path));
  } catch (error) {
    // A file that cannot be read can still be replaced if its folder is writable.
    if (hasCode(error, "EACCES", "EPERM")) return false;
    throw cannotWrite(path, error);
  }
}
