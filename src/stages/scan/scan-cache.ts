import { createHash } from "node:crypto";
import { join } from "node:path";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { writeCacheFile } from "../../system/files/write-cache-file.ts";
import type { SourceScan } from "./source-scan.ts";

/** Incremented whenever `scanSource` returns something different for the same text. */
const format = 2;

/** Scans by the source's hash: an unchanged project is scanned without the parser. */
export interface ScanCache {
  get(key: string): SourceScan | undefined;
  set(key: string, scan: SourceScan): void;
  /** Writes the entries that this run used, if they differ from the file. Write errors are ignored. */
  save(): Promise<void>;
}

/**
 * Returns the cache key of a source, from everything that its scan depends on: its bytes, and its extension, which
 * sets the dialect.
 */
export function scanKey(file: string, bytes: Uint8Array): string {
  const extension = /(\.d)?\.[^./]+$/.exec(file)?.[0] ?? "";
  return `${createHash("sha256").update(bytes).digest("base64url")}${extension}`;
}

export async function openScanCache(root: string): Promise<ScanCache> {
  const path = join(root, ".snakebridge/cache/scan.json");
  const stored = await readStored(path);
  const used = new Map<string, SourceScan>();
  let changed = false;
  return {
    get(key) {
      const scan = used.get(key) ?? stored.get(key);
      if (scan) used.set(key, scan);
      return scan;
    },
    set(key, scan) {
      used.set(key, scan);
      changed = true;
    },
    async save() {
      if (!changed && used.size === stored.size) return;
      const scans = Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
      await writeCacheFile(path, JSON.stringify({ format, scans }));
    },
  };
}

async function readStored(path: string): Promise<ReadonlyMap<string, SourceScan>> {
  try {
    const stored = JSON.parse((await readTextIfExists(path)) ?? "{}") as {
      format: number;
      scans: Record<string, SourceScan>;
    };
    return new Map(stored.format === format ? Object.entries(stored.scans) : []);
  } catch {
    return new Map();
  }
}
