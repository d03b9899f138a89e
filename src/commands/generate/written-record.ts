import { createHash } from "node:crypto";
import { join } from "node:path";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { privateFolder } from "../../system/files/private-folder.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";

/**
 * Digests of the generated files that the last run on this machine wrote, by path: a file with another digest was changed
 * since. Stored in `.snakebridge/written.json`; never committed, safe to delete.
 */
export type WrittenRecord = Readonly<Record<string, string>>;

export async function readWrittenRecord(root: string): Promise<WrittenRecord> {
  try {
    const record = JSON.parse((await readTextIfExists(recordPath(root))) ?? "{}") as WrittenRecord;
    return typeof record === "object" && record !== null ? record : {};
  } catch {
    return {};
  }
}

export async function saveWrittenRecord(
  root: string,
  files: readonly { readonly path: string; readonly content: string }[],
): Promise<void> {
  const record = Object.fromEntries(files.map(({ path, content }) => [path, digest(content)]));
  await privateFolder(root);
  await writeFileAtomically(recordPath(root), `${JSON.stringify(record, null, 2)}\n`);
}

/** Returns the SHA-256 of a content. */
export function digest(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

function recordPath(root: string): string {
  return join(root, ".snakebridge/written.json");
}
