import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";
import { exitCodes } from "../diagnostics/exit-code.ts";
import type { ProgressLines } from "./progress-lines.ts";
import type { Terminal } from "./terminal.ts";

/** What a command did. The reporters print it; no command writes to stdout itself. */
export interface Outcome {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute path of the folder that the diagnostics' files are relative to, once it is known. */
  readonly root?: string;
  /** Lines that were asked for: printed with `--quiet` too, and otherwise as the summary is. */
  readonly results?: readonly string[];
  /** Lines for a reader, after the diagnostics; painted, and without control characters of foreign texts. */
  readonly summary: readonly string[];
  /** The same for a program: what `--json` prints beside command, exit code and diagnostics. */
  readonly data: object;
  /** Why the command could not do its work, where no diagnostic says it. */
  readonly failure?: string;
}

/** What a command may use besides its options. */
interface CommandContext {
  readonly terminal: Terminal;
  readonly progress: ProgressLines;
}

/** A command's module exports one of these as `run`. */
export type CommandRun<Options> = (options: Options, context: CommandContext) => Promise<Outcome>;

/** The outcome of a command that could not do its work. */
export function failedOutcome(error: unknown, { verbose }: { readonly verbose?: boolean }): Outcome {
  const common = { exitCode: exitCodes.failure, summary: [], data: {} };
  if (error instanceof DiagnosticError)
    return { ...common, diagnostics: error.diagnostics, ...(verbose ? { failure: stackOf(error) } : {}) };
  const message = error instanceof Error ? error.message : String(error);
  return {
    ...common,
    diagnostics: [],
    failure: verbose
      ? stackOf(error)
      : `snakebridge failed unexpectedly: ${message}\nRun the command again with --verbose to see where.`,
  };
}

function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) lines.push(each.stack ?? each.message);
  return lines.length > 0 ? lines.join("\ncaused by: ") : String(error);
}
