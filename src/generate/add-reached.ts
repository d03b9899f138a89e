import type { Config } from "../config/config.ts";
import type { Answer, Query } from "../introspect/facts.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { mergeReached } from "../manifest/merge-reached.ts";
import { reachClasses } from "../reach/reach-classes.ts";
import { isExcluded, libraryOf } from "../resolve/demands.ts";
import { resolveUses } from "../resolve/resolve-uses.ts";
import type { ScanResult } from "../scan/scan-project.ts";

/**
 * Adds the classes that the program reaches without importing them. A class may lead to others, so Python is asked level
 * by level; each answer is recorded, also that there is no such class, so that none is asked for twice.
 */
export async function addReached(
  before: Manifest,
  scan: Pick<ScanResult, "uses" | "members">,
  config: Config,
  ask: (queries: readonly Query[]) => Promise<readonly Answer[]>,
): Promise<Manifest> {
  const isAllowed = (key: string): boolean => {
    const [module = "", name = ""] = key.split(":");
    const library = libraryOf(module, config);
    return library !== undefined && !isExcluded(library, module, [name]);
  };
  for (let manifest = before; ; ) {
    const { used } = resolveUses(scan.uses, manifest, config);
    const { unknown } = reachClasses(manifest, used, scan.members, config);
    if (unknown.length === 0) return manifest;
    const answers = await ask(unknown.map(({ query }) => query));
    const byName = new Map(unknown.map(({ name }, index) => [name, answers[index]!]));
    manifest = mergeReached(manifest, byName, isAllowed);
  }
}
