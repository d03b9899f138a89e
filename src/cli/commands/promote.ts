import { demote } from "../../commands/ledger/demote.ts";
import { promote } from "../../commands/ledger/promote.ts";
import { count } from "../../diagnostics/count.ts";
import { exitCodeFor } from "../../diagnostics/exit-code.ts";
import { summarizeDiagnostics } from "../../diagnostics/format-pretty.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun, Outcome } from "../outcome.ts";

export interface PromoteCommandOptions {
  readonly names?: readonly string[];
  readonly remove?: readonly string[];
  readonly offline?: boolean;
}

/** `snakebridge promote` */
export const run: CommandRun<GlobalOptions & PromoteCommandOptions> = async (options, { progress }) => {
  const { names = [], remove, offline = false } = options;
  const common = { ...projectOf(options), offline, progress };
  if (remove) return describeDemoted(await demote({ ...common, names: remove }));
  const { root, diagnostics, ...data } = await promote({ ...common, names });
  return {
    root,
    diagnostics,
    exitCode: exitCodeFor(diagnostics),
    summary: [
      ...data.promoted.map((key) => `+ ${dotted(key)}`),
      ...(diagnostics.length > 0 ? [summarizeDiagnostics(diagnostics)] : []),
      data.promoted.length === 0
        ? "Nothing was promoted."
        : `Promoted ${count(data.promoted.length, "name")}. Commit the output folder.`,
    ],
    data: { root, ...data },
  };
};

function describeDemoted({ root, demoted, diagnostics }: Awaited<ReturnType<typeof demote>>): Outcome {
  return {
    root,
    diagnostics,
    exitCode: exitCodeFor(diagnostics),
    summary: [
      ...demoted.map((key) => `- ${dotted(key)}`),
      demoted.length === 0
        ? "Nothing was demoted."
        : `Demoted ${count(demoted.length, "name")}; prune removes those that no source uses.`,
    ],
    data: { root, takenBack: demoted },
  };
}

function dotted(key: string): string {
  return key.replace(/:$/, "").replace(":", ".");
}
