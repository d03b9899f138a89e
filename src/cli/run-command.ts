import { endOnInterrupt } from "./interrupt.ts";
import type { GlobalOptions } from "./options.ts";
import { type CommandRun, failedOutcome, type Outcome } from "./outcome.ts";
import { showProgress } from "./progress-lines.ts";
import { report } from "./reporters/report.ts";
import { createTerminal } from "./terminal.ts";

/** Runs one command and returns its exit code. `load` imports it, so that no command loads another one's modules. */
export async function runCommand<Options>(
  command: string,
  options: GlobalOptions & Options,
  load: () => Promise<{ readonly run: CommandRun<GlobalOptions & Options> }>,
): Promise<number> {
  const terminal = createTerminal(options.color);
  const progress = showProgress(terminal, options);
  const print = (outcome: Outcome): void => {
    progress.end();
    report(command, outcome, options, terminal);
  };
  const stopListening = endOnInterrupt((exitCode) =>
    print({ ...emptyOutcome, exitCode, failure: "Interrupted. Nothing is lost: run the command again." }),
  );
  let outcome: Outcome;
  try {
    const { run } = await load();
    outcome = await run(options, { terminal, progress });
  } catch (error) {
    outcome = failedOutcome(error, options);
  }
  stopListening();
  print(outcome);
  return outcome.exitCode;
}

const emptyOutcome = { diagnostics: [], summary: [], data: {} } as const;
