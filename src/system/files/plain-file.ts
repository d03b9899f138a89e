import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** What a path has: bytes, or something that stands in the way; `undefined` when there is nothing, or no longer. */
export type PlainFile =
  | { readonly bytes: Buffer }
  | { readonly problem: string; readonly isFolder?: true }
  | undefined;

const mebibyte = 1024 * 1024;

/**
 * Reads a plain file of bounded size; never waits for a FIFO, never reads a device. Synchronous: for thousands of small
 * files that is several times as fast.
 */
export function readPlainFile(path: string, largestMiB: number): PlainFile {
  try {
    // Without O_NONBLOCK, opening a FIFO would wait for somebody to write into it. Windows has neither.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      if (stats.isDirectory()) return { problem: "it is a folder, not a file", isFolder: true };
      if (!stats.isFile()) return { problem: `it is ${kindOf(stats)}, not a file` };
      if (stats.size > largestMiB * mebibyte)
        return {
          problem: `it has ${Math.round(stats.size / mebibyte)} MiB, and up to ${largestMiB} MiB are read`,
        };
      return { bytes: readFileSync(file) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return { problem: explainReadError(error as NodeJS.ErrnoException) };
  }
}

function kindOf(stats: { isFIFO(): boolean; isSocket(): boolean }): string {
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

/** Why something cannot be read, in words. */
export function explainReadError({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ELOOP":
      return "it is a symbolic link that leads to itself";
    case "ENXIO":
      return "it is a socket, not a file";
    case "EIO":
      return "the disk reports an error";
    default:
      return message;
  }
}
