import { type PruneResult, prune } from "../../commands/prune/prune.ts";
import { count } from "../../diagnostics/count.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";
import { isInteractive } from "../terminal.ts";

export interface PruneCommandOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `snakebridge prune`: on a terminal it removes nothing without `--yes`; in a script it removes by default. */
export const run: CommandRun<GlobalOptions & PruneCommandOptions> = async (
  options,
  { terminal, progress },
) => {
  progress.step("Searching for unused names");
  // `prune | less` is interactive use too.
  const isWatched = [process.stdin, terminal.out, terminal.err].some(isInteractive);
  const dryRun = options.dryRun ?? (isWatched && !options.yes);
  const result = await prune({ ...projectOf(options), dryRun, progress });
  const { root, diagnostics, ...data } = result;
  return {
    root,
    diagnostics,
    exitCode: exitCodes.clean,
    summary: [
      ...describeRemoved(result),
      ...describeKept(result, options.verbose ?? false),
      ...(dryRun && result.removed.length > 0 ? ["Nothing was changed: npx snakebridge prune --yes"] : []),
    ],
    data: { root, ...data },
  };
};

function describeRemoved({ dryRun, removed, rewritten, deleted }: PruneResult): string[] {
  if (removed.length === 0) return ["Every generated name is in use."];
  const [remove, rewrite, erase] = dryRun
    ? ["Would remove", "rewrite", "delete"]
    : ["Removed", "rewrote", "deleted"];
  return [
    ...removed.map((key) => `- ${dotted(key)}`),
    ...deleted.map((path) => `- ${path}`),
    `${remove} ${count(removed.length, "name")}, ${rewrite} ${count(rewritten.length, "file")} and ${erase} ${deleted.length}.`,
  ];
}

function describeKept({ kept }: PruneResult, verbose: boolean): string[] {
  const entries = Object.entries(kept);
  if (entries.length === 0) return [];
  if (verbose) return entries.map(([key, reason]) => `  ${dotted(key)}: ${reason}`);
  const reasons = [...new Set(Object.values(kept))].sort();
  const counts = reasons.map((reason) => `${entries.filter(([, each]) => each === reason).length} ${reason}`);
  return [`Kept ${count(entries.length, "name")} that no source mentions: ${counts.join(", ")}.`];
}

function dotted(key: string): string {
  return key.replace(/:$/, "").replace(":", ".");
}
