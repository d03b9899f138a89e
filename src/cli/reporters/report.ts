import type { GlobalOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";
import { githubReport } from "./github.ts";
import { jsonReport } from "./json.ts";
import { sarifReport } from "./sarif.ts";
import { textReport } from "./text.ts";

/** Prints the result of a command: on stdout, or on stderr if the command could not do its work. */
export function report(
  command: string | undefined,
  outcome: Outcome,
  options: Pick<GlobalOptions, "json" | "reporter" | "quiet">,
  terminal: Terminal,
): void {
  if (options.json) {
    terminal.out.write(jsonReport(command, outcome));
    return;
  }
  if (options.reporter === "sarif") {
    terminal.out.write(sarifReport(outcome));
    return;
  }
  // Findings go to stdout; `--quiet` leaves out the summary only.
  const stream = outcome.exitCode === 0 || outcome.exitCode === 1 ? terminal.out : terminal.err;
  stream.write(textReport(outcome, { quiet: options.quiet, stream, terminal }));
  if (options.reporter === "github") terminal.out.write(githubReport(outcome));
}
