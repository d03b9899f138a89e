import { cleanText } from "./clean-text.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";
import { diagnosticTable } from "./table.ts";

/**
 * Formats diagnostics as workflow commands, which GitHub shows as annotations of the changed lines.
 *
 * @param folder the project's path in the repository, with forward slashes; empty when it is the repository
 */
export function formatGithub(diagnostics: Iterable<Diagnostic>, folder = ""): string {
  return sortDiagnostics(diagnostics)
    .map(({ code, severity, message, location, fix }) => {
      const properties: [string, string | number][] = [];
      if (location) {
        const { file, line, column, length = 1 } = location;
        properties.push(["file", folder === "" ? file : `${folder}/${file}`], ["line", line]);
        properties.push(["col", column], ["endColumn", column + length]);
      }
      properties.push(["title", `${code} ${diagnosticTable[code].title}`]);
      const list = properties.map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`).join(",");
      return `::${severity} ${list}::${escapeData(fix ? `${message}\nFix: ${fix}` : message)}\n`;
    })
    .join("");
}

function escapeData(text: string): string {
  return cleanText(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
