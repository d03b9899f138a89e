import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** 0 clean, 1 findings, 2 the command could not do its work, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** What a command did. The reporters print it; no command writes to stdout itself. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  /** Lines for a reader, after the diagnostics. */
  readonly summary: readonly string[];
  /** The same for a program: what `--json` prints beside command, exit code and diagnostics. */
  readonly data: Readonly<Record<string, unknown>>;
}
