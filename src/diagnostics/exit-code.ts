import type { Diagnostic } from "./diagnostic.ts";

/** Exit codes, the same for every command. */
export const exitCodes = {
  /** Nothing wrong; there may be warnings. */
  clean: 0,
  /** The command did its work and found errors. */
  findings: 1,
  /** The command could not do its work. */
  failure: 2,
} as const;

/** Returns the exit code of a command that did its work. */
export function exitCodeFor(diagnostics: readonly Diagnostic[]): 0 | 1 {
  return diagnostics.some(({ severity }) => severity === "error") ? exitCodes.findings : exitCodes.clean;
}
