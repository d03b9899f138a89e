import { randomBytes } from "node:crypto";
import { type FileHandle, lstat, open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cannotWrite, hasCode, pathTaken } from "./file-errors.ts";
import { obstacleOf } from "./obstacle.ts";

/** A complete new file beside its target, on disk, waiting to take its name. */
export interface StagedFile {
  readonly path: string;
  readonly temporary: string;
}

const temporarySuffix = ".snakebridge-tmp";

/** Whether a file name is that of a staged file; one without a living writer is a leftover. */
export function isTemporary(name: string): boolean {
  return name.startsWith(".") && name.endsWith(temporarySuffix);
}

/** Replaces or makes one file; a reader sees the old or the new content. `false`: it had this content already. */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<boolean> {
  const staged = await stageFile(path, content);
  if (!staged) return false;
  await commitFile(staged);
  await syncFolder(dirname(path));
  return true;
}

/** Writes the content beside `path`, with the mode of the file that it will replace. `undefined`: nothing to change. */
export async function stageFile(path: string, content: string | Uint8Array): Promise<StagedFile | undefined> {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const mode = await existingMode(path);
  if (mode !== undefined && (await hasContent(path, bytes))) return undefined;
  // A short stem: the target's whole name plus ours could pass the limit of a name.
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

/** Gives a staged file its name. */
export async function commitFile({ path, temporary }: StagedFile): Promise<void> {
  try {
    await renameWithRetry(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cannotWrite(path, error);
  }
}

/** Makes renames in a folder last through a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch {
    // Some file systems cannot sync a folder. The files themselves are on disk.
  } finally {
    await handle?.close();
  }
}

/** On Windows a virus scanner or an editor may hold a file for a moment, and `rename` fails meanwhile. */
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
  let found: Awaited<ReturnType<typeof lstat>>;
  try {
    found = await lstat(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw cannotWrite(path, error);
  }
  const obstacle = obstacleOf(found);
  if (obstacle === undefined) return found.mode & 0o777;
  throw pathTaken(path, `${obstacle} is in the way`, "Move it away, then run the command again.");
}

async function hasContent(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(await readFile(path));
  } catch (error) {
    // A file that cannot be read can still be replaced where its folder can be written.
    if (hasCode(error, "EACCES", "EPERM")) return false;
    throw cannotWrite(path, error);
  }
}
