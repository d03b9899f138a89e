import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";
import { exitCodes } from "../diagnostics/exit-code.ts";
import type { ProgressLines } from "./progress-lines.ts";
import type { Terminal } from "./terminal.ts";

/** The result of a command. Only reporters print it; commands never write to stdout. */
export interface Outcome {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute path of the folder that the diagnostics' paths are relative to, once it is known. */
  readonly root?: string;
  /** The lines that the command exists for, e.g. search results: printed with `--quiet` too. */
  readonly results?: readonly string[];
  /** Lines for a person, printed after the diagnostics. May have colors, but no control characters from other programs. */
  readonly summary: readonly string[];
  /** The summary as data: `--json` prints it with command, exit code and diagnostics. */
  readonly data: object;
  /** The reason that the command could not do its work, if no diagnostic gives it. */
  readonly failure?: string;
}

/** What a command receives in addition to its options. */
interface CommandContext {
  readonly terminal: Terminal;
  readonly progress: ProgressLines;
}

/** The function that a command's module exports as `run`. */
export type CommandRun<Options> = (options: Options, context: CommandContext) => Promise<Outcome>;

/** Returns the outcome of a command that could not do its work. */
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
