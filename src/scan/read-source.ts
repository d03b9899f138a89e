import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** Sources above this are data or bundles; parsing one would take tens of seconds and gigabytes. */
const largestSource = 16 * 1024 * 1024;

/** The bytes of a source, or what stands in the way; `undefined` when there is nothing to read, or no longer. */
export type ReadSource = { readonly bytes: Buffer } | { readonly problem: string } | undefined;

/**
 * Reads a plain file of bounded size; never waits for a FIFO, never reads a device. Synchronous: for thousands of small
 * files that is several times as fast.
 */
export function readSource(path: string): ReadSource {
  try {
    // Without O_NONBLOCK, opening a FIFO would wait for somebody to write into it. Windows has neither.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      if (stats.isDirectory()) return undefined;
      if (!stats.isFile()) return { problem: `it is ${kindOf(stats)}, not a file` };
      const size = Math.round(stats.size / 1024 / 1024);
      if (stats.size > largestSource)
        return { problem: `it has ${size} MiB; sources of up to 16 MiB are scanned` };
      return { bytes: readFileSync(file) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return { problem: explainReadError(error as NodeJS.ErrnoException) };
  }
}

/** Decodes as the compiler does: by byte order mark, else as UTF-8. `undefined`: not text. */
export function decodeSource(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString("utf16le");
  }
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  return bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
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
