import { type PlainFile, readPlainFile } from "../../system/files/plain-file.ts";

/** Larger sources are data or bundles; to parse one would take tens of seconds and gigabytes of memory. */
const maxMiB = 16;

/**
 * Reads a source's bytes, or returns the problem. Returns `undefined` for a folder with the name of a source, maybe
 * through a link.
 */
export function readSource(path: string): PlainFile {
  const file = readPlainFile(path, maxMiB);
  return file && "problem" in file && file.isFolder ? undefined : file;
}

/** Decodes like the compiler: by byte order mark, otherwise as UTF-8. Returns `undefined` for binary content. */
export function decodeSource(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString("utf16le");
  }
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  return bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}
