import { cleanLine, cleanText } from "./clean-text.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/** Formats as `file(line,column): error SB1001: text`: the form of `tsc` without a terminal, which other tools parse. */
export function formatPlain(diagnostics: Iterable<Diagnostic>): string {
  return sortDiagnostics(diagnostics).map(formatOne).join("");
}

function formatOne({ code, severity, message, location, fix, detail }: Diagnostic): string {
  const place = location ? `${cleanLine(location.file)}(${location.line},${location.column}): ` : "";
  const lines = [`${place}${severity} ${code}: ${indentRest(message)}`];
  if (detail) lines.push(indentRest(`  ${detail.trimEnd()}`));
  if (fix) lines.push(`  Fix: ${indentRest(fix)}`);
  return `${lines.join("\n")}\n`;
}

/** Cleans text and indents its lines after the first, so that only a finding begins at column 1. */
export function indentRest(text: string, indent = "  "): string {
  return cleanText(text).replaceAll("\n", `\n${indent}`);
}
