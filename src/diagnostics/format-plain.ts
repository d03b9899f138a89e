import { cleanLine, cleanText } from "./clean-text.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/** `file(line,column): error SB1001: text`, as the compiler prints where nobody watches; tools know this form. */
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

/** Clean text whose lines after the first are indented, so that each finding begins a line. */
export function indentRest(text: string, indent = "  "): string {
  return cleanText(text).replaceAll("\n", `\n${indent}`);
}
