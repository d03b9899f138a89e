import { count } from "../../diagnostics/count.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { prune } from "../../prune/prune.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface PruneCommandOptions {
  readonly dryRun?: boolean;
}

/** `snakebridge prune` */
export const run: CommandRun<GlobalOptions & PruneCommandOptions> = async (options, { progress }) => {
  progress.step("Looking for names that nobody uses");
  const result = await prune({ ...projectOf(options), dryRun: options.dryRun ?? false, progress });
  const { root, removed, rewritten, deleted, diagnostics, ...rest } = result;
  const [remove, rewrite, erase] = options.dryRun
    ? ["Would remove", "rewrite", "delete"]
    : ["Removed", "rewrote", "deleted"];
  return {
    root,
    diagnostics,
    exitCode: exitCodes.clean,
    summary:
      removed.length === 0
        ? ["Every generated name is in use."]
        : [
            ...removed.map((key) => `- ${key.replace(/:$/, "").replace(":", ".")}`),
            ...deleted.map((path) => `- ${path}`),
            `${remove} ${count(removed.length, "name")}, ${rewrite} ${count(rewritten.length, "file")} and ${erase} ${deleted.length}.`,
          ],
    data: { root, removed, rewritten, deleted, ...rest },
  };
};
