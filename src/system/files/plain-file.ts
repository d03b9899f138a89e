import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** The bytes at a path, or why they cannot be read; `undefined` if there is no file, or no longer. */
export type PlainFile =
  | { readonly bytes: Buffer }
  | { readonly problem: string; readonly isFolder?: true }
  | undefined;

const mebibyte = 1024 * 1024;

/**
 * Reads a plain file of bounded size; never waits for a FIFO, never reads a device. Synchronous, because that is several
 * times faster for thousands of small files.
 */
export function readPlainFile(path: string, largestMiB: number): PlainFile {
  try {
    // Without O_NONBLOCK, opening a FIFO would wait for a writer. Windows has neither.
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

/** Describes why a file cannot be read. */
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
