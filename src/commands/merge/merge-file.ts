import { basename } from "node:path";
import { mergeLocks } from "../../project/lock/merge-locks.ts";
import { parseLock } from "../../project/lock/parse-lock.ts";
import { serializeLock } from "../../project/lock/serialize-lock.ts";
import { mergeManifests } from "../../project/manifest/merge-manifests.ts";
import { parseManifest } from "../../project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../project/manifest/serialize-manifest.ts";

/** The three texts of a merge; `base` is empty if both branches created the file. */
export interface MergeTexts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Merges the texts of a manifest or a lock.
 *
 * @throws DiagnosticError SB5004, SB5005, SB5010 for a side that cannot be read
 */
export function mergeFile(path: string, { base, ours, theirs }: MergeTexts): string {
  const sides = <T>(parse: (text: string, path: string) => T): readonly [ours: T, theirs: T, base?: T] =>
    base.trim() === ""
      ? [parse(ours, path), parse(theirs, path)]
      : [parse(ours, path), parse(theirs, path), parse(base, path)];
  return basename(path) === "manifest.json"
    ? serializeManifest(mergeManifests(...sides(parseManifest)))
    : serializeLock(mergeLocks(...sides(parseLock)));
}
