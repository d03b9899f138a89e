import { printJson } from "../../diagnostics/clean-text.ts";
import { diagnosticsToJson } from "../../diagnostics/diagnostic-json.ts";
import type { Outcome } from "../outcome.ts";

/** Returns exactly one JSON document, also after a failure. */
export function jsonReport(command: string | undefined, outcome: Outcome): string {
  const { exitCode, diagnostics, data, failure } = outcome;
  return `${printJson({
    command: command ?? null,
    exitCode,
    ...(failure === undefined ? {} : { failure }),
    diagnostics: diagnosticsToJson(diagnostics),
    ...data,
  })}\n`;
}
