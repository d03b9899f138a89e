import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { TypeFacts } from "../../facts/facts.ts";
import { typeFacts } from "../../facts/facts-schema.ts";
import { cacheFolder } from "../../system/files/cache-folder.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { writeCacheFile } from "../../system/files/write-cache-file.ts";

/** Types that were inferred before on this machine, in an environment with the same content. Safe to delete. */
export interface InferenceCache {
  /** `null`: the checker was asked and did not know the type. */
  readonly types: ReadonlyMap<string, TypeFacts | null>;
  /** Adds types to the stored ones. Write errors are ignored. */
  readonly add: (types: ReadonlyMap<string, TypeFacts | null>) => Promise<void>;
}

const stored = z.record(z.string(), typeFacts.nullable());

/** @param identity everything that a type depends on: library, environment, checker, generator */
export async function openInferenceCache(identity: readonly unknown[]): Promise<InferenceCache> {
  const digest = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  const path = join(cacheFolder(), "inferred", `${digest}.json`);
  const types = await read(path);
  return {
    types,
    async add(more) {
      if (more.size === 0) return;
      // Another run may have added types in the meantime. If some are lost, they are inferred again.
      await writeCacheFile(path, JSON.stringify(Object.fromEntries([...(await read(path)), ...more])));
    },
  };
}

async function read(path: string): Promise<Map<string, TypeFacts | null>> {
  try {
    return new Map(Object.entries(stored.parse(JSON.parse((await readTextIfExists(path)) ?? "{}"))));
  } catch {
    return new Map();
  }
}
