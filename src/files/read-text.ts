import { readFile } from "node:fs/promises";
import { hasCode } from "./file-errors.ts";

/** The text of a file, without a byte order mark; `undefined` when there is no file. Other failures are thrown. */
export async function readTextIfExists(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, "utf8");
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}
