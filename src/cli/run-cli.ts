import { CommanderError } from "commander";
import { exitCodes } from "../diagnostics/exit-code.ts";
import { createProgram } from "./program.ts";
import { report } from "./reporters/report.ts";
import { createTerminal } from "./terminal.ts";

/** Runs the command line and returns the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  let usageError = "";
  // With --json a usage error is one document too, although the options are not parsed yet.
  const json = args.includes("--json");
  const program = createProgram({
    onUsageError: (text) => {
      usageError += text;
    },
    finish: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const failure = usageError.trim().replace(/^error: /, "");
    const outcome = { exitCode: exitCodes.failure, diagnostics: [], summary: [], data: {}, failure };
    report(undefined, outcome, { json, reporter: "text" }, createTerminal(true));
    return exitCodes.failure;
  }
}
