import type { Answer } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { mergeAnswers } from "../../project/manifest/merge-answers.ts";
import { mergeReachableClasses } from "../../project/manifest/merge-reachable-classes.ts";
import { isExcluded, libraryOf } from "../../stages/resolve/demands.ts";
import { findReachableClasses } from "../../stages/resolve/reachable-classes.ts";
import { resolveUses } from "../../stages/resolve/resolve-uses.ts";
import type { ScanResult } from "../../stages/scan/scan-project.ts";
import type { IntrospectionSession } from "./introspection-session.ts";

/**
 * Adds inferred types and reachable classes, which the program uses without importing them. A class may lead to others, so
 * Python is queried level by level. Every answer is recorded, also a missing class, so that no class is queried twice.
 *
 * @param before the manifest with the answers
 */
export async function addReachableClasses(
  before: Manifest,
  answers: readonly Answer[],
  scan: Pick<ScanResult, "uses" | "members">,
  config: Config,
  { query, infer }: Pick<IntrospectionSession, "query" | "infer">,
): Promise<Manifest> {
  const isAllowed = (key: string): boolean => {
    const [module = "", name = ""] = key.split(":");
    const library = libraryOf(module, config);
    return library !== undefined && !isExcluded(library, module, [name]);
  };
  let pending = answers;
  for (let manifest = before; ; ) {
    const { used } = resolveUses(scan.uses, manifest, config);
    const { unknown } = findReachableClasses(manifest, used, scan.members, config);
    if (unknown.length > 0) {
      const classAnswers = await query(unknown.map((each) => each.query));
      const byName = new Map(unknown.map(({ name }, index) => [name, classAnswers[index]!]));
      manifest = mergeReachableClasses(manifest, byName, isAllowed);
      pending = [...pending, ...classAnswers];
    } else if (pending.length > 0) {
      // Late and together: a checker takes longer to start than to answer. Inferred types may lead to more classes.
      const inferred = await infer(pending);
      manifest = mergeAnswers(
        manifest,
        inferred.filter((answer) => isIn(answer, manifest)),
      );
      pending = [];
    } else return manifest;
  }
}

function isIn(answer: Answer, { symbols }: Manifest): boolean {
  return "found" in answer && Object.hasOwn(symbols, `${answer.found.module}:${answer.found.name ?? ""}`);
}
