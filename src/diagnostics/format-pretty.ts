import { cleanLine } from "./clean-text.ts";
import { codeFrame } from "./code-frame.ts";
import { count } from "./count.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { indentRest } from "./format-plain.ts";
import type { Paint } from "./paint.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

export interface PrettyOptions {
  readonly paint?: Paint;
  /** Returns the text of a location's file for the code frame, or `undefined` if there is none. */
  readonly sourceOf?: (file: string) => string | undefined;
}

/** Formats as `file:line:column - error SB1001: text` with a code frame, like `tsc` on a terminal. */
export function formatPretty(diagnostics: Iterable<Diagnostic>, options: PrettyOptions = {}): string {
  const { paint = (_colour, text) => text, sourceOf = () => undefined } = options;
  return sortDiagnostics(diagnostics)
    .map((each) => `${formatOne(each, paint, sourceOf)}\n`)
    .join("\n");
}

function formatOne(
  { code, severity, message, location, fix, detail }: Diagnostic,
  paint: Paint,
  sourceOf: (file: string) => string | undefined,
): string {
  const colour = severity === "error" ? "red" : "yellow";
  const place = location
    ? `${paint("cyan", cleanLine(location.file))}:${paint("yellow", `${location.line}`)}:${paint("yellow", `${location.column}`)} - `
    : "";
  const parts = [`${place}${paint(colour, severity)} ${paint("gray", `${code}:`)} ${indentRest(message)}`];
  const source = location && sourceOf(location.file);
  const frame = location && source !== undefined ? codeFrame(source, location, colour, paint) : undefined;
  if (frame) parts.push(`\n${frame}\n`);
  if (detail) parts.push(indentRest(`  ${detail.trimEnd()}`));
  if (fix) parts.push(`  ${paint("green", "Fix:")} ${indentRest(fix)}`);
  return parts.join("\n").trimEnd();
}

/** Returns a summary: `Found 2 errors and 1 warning.` */
export function summarizeDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  if (errors === 0 && warnings === 0) return "Found no errors.";
  const parts = [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : ""];
  return `Found ${parts.filter(Boolean).join(" and ")}.`;
}
