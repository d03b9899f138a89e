import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { serializeManifest } from "../../project/manifest/serialize-manifest.ts";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { withWriterLock } from "../../system/files/writer-lock.ts";
import { loadMergedConfig } from "../project/load-project.ts";
import { manifestPath, readProjectState } from "../project/project-state.ts";
import type { PromoteOptions } from "./promote.ts";

export interface DemoteResult {
  /** Absolute path of the project. */
  readonly root: string;
  /** Keys that are no longer promoted. They stay generated until `prune`. */
  readonly demoted: readonly string[];
  /** SB1011 for each name that was not promoted. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Undoes promotions, by dotted names. */
export async function demote(options: PromoteOptions): Promise<DemoteResult> {
  const { cwd = process.cwd(), config: file, names, progress } = options;
  const config = await loadMergedConfig({ cwd, ...(file === undefined ? {} : { config: file }) });
  const run = async (): Promise<DemoteResult> => {
    const { environments } = await readProjectState(config);
    const promoted = environments.flatMap(({ manifest }) => manifest.promoted ?? []);
    const dotted = new Map(promoted.map((key) => [key.replace(/:$/, "").replace(":", "."), key]));
    const unknown = names.filter((name) => !dotted.has(name));
    const demoted = names.flatMap((name) => dotted.get(name) ?? []);
    for (const { config: each, manifest } of environments) {
      const left = (manifest.promoted ?? []).filter((key) => !demoted.includes(key));
      if (left.length === (manifest.promoted ?? []).length) continue;
      const text = serializeManifest({ ...manifest, promoted: left });
      await writeFileAtomically(join(each.root, manifestPath(each)), text);
    }
    const diagnostics = unknown.map((name) =>
      diagnostic("SB1011", `"${name}" is not promoted.${didYouMean(suggest(name, dotted.keys()))}`, {
        fix: 'The manifest lists promoted names under "promoted".',
      }),
    );
    return { root: config.root, demoted, diagnostics };
  };
  return await withWriterLock(config.root, run, progress ? { progress } : {});
}
