import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { cacheFolder } from "../../system/files/cache-folder.ts";
import { writeCacheFile } from "../../system/files/write-cache-file.ts";

/** Answers of earlier runs on this machine for one version of a library. Safe to delete. */
export interface AnswerCache {
  readonly read: <T>(name: string, schema: z.ZodType<T>) => Promise<T | undefined>;
  readonly write: (name: string, answer: unknown) => Promise<void>;
}

/** @param identity everything that an answer depends on; `undefined` for a library without a version, which is not cached */
export function answerCache(identity: readonly unknown[] | undefined): AnswerCache {
  if (identity === undefined) return { read: async () => undefined, write: async () => {} };
  const folder = join(cacheFolder(), "reference", digest(JSON.stringify(identity)));
  const pathOf = (name: string): string => join(folder, `${digest(name)}.json`);
  return {
    async read(name, schema) {
      try {
        return schema.parse(JSON.parse(await readFile(pathOf(name), "utf8")));
      } catch {
        return undefined;
      }
    },
    write: (name, answer) => writeCacheFile(pathOf(name), JSON.stringify(answer)),
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}
