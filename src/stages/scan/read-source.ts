import { type PlainFile, readPlainFile } from "../../system/files/plain-file.ts";

/** Sources above this are data or bundles; parsing one would take tens of seconds and gigabytes. */
const largestMiB = 16;

/** A source's bytes, or what stands in the way. A folder that is called like a source, maybe by a link, is none. */
export function readSource(path: string): PlainFile {
  const file = readPlainFile(path, largestMiB);
  return file && "problem" in file && file.isFolder ? undefined : file;
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
