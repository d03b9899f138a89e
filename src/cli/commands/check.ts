import { check } from "../../commands/check/check.ts";
import { count } from "../../diagnostics/count.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { summarizeDiagnostics } from "../../diagnostics/format-pretty.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface CheckCommandOptions {
  readonly strict?: boolean;
}

/** `snakebridge check` */
export const run: CommandRun<GlobalOptions & CheckCommandOptions> = async (options, { progress }) => {
  progress.step("Checking");
  const { root, ok, diagnostics, modules } = await check({
    ...projectOf(options),
    strict: options.strict ?? false,
  });
  return {
    root,
    diagnostics,
    exitCode: ok ? exitCodes.clean : exitCodes.findings,
    summary: [
      ok && diagnostics.length === 0
        ? `Everything is generated and current: ${count(modules, "module")}.`
        : summarizeDiagnostics(diagnostics),
    ],
    data: { root, ok, modules },
  };
};
