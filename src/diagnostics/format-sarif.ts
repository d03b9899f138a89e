import { cleanText, printJson } from "./clean-text.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";
import { type DiagnosticCode, type DiagnosticRow, diagnosticTable } from "./table.ts";

export interface SarifRun {
  readonly version: string;
  /** The project's path in the repository, with forward slashes; empty when it is the repository. */
  readonly folder: string;
  /** The reason, if the command could not do its work. */
  readonly failure?: string | undefined;
}

/** Formats a SARIF 2.1.0 document (OASIS) for code scanning services. */
export function formatSarif(
  diagnostics: Iterable<Diagnostic>,
  { version, folder, failure }: SarifRun,
): string {
  const sorted = sortDiagnostics(diagnostics);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  const run = {
    tool: { driver: { name: "snakebridge", version, rules: codes.map(rule) } },
    invocations: [
      {
        executionSuccessful: failure === undefined,
        ...(failure === undefined
          ? {}
          : { toolExecutionNotifications: [{ level: "error", message: { text: cleanText(failure) } }] }),
      },
    ],
    results: sorted.map((each) => result(each, codes, folder)),
  };
  return `${printJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  })}\n`;
}

function rule(code: DiagnosticCode): object {
  const { severity, title, fix }: DiagnosticRow = diagnosticTable[code];
  return {
    id: code,
    shortDescription: { text: title },
    ...(fix ? { help: { text: fix } } : {}),
    defaultConfiguration: { level: severity },
  };
}

function result(
  { code, severity, message, location, fix, detail }: Diagnostic,
  codes: readonly DiagnosticCode[],
  folder: string,
): object {
  const text = [message, detail, fix && `Fix: ${fix}`].filter(Boolean).join("\n");
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: cleanText(text) },
    ...(location ? { locations: [physicalLocation(location, folder)] } : {}),
  };
}

function physicalLocation(
  { file, line, column, length = 1 }: NonNullable<Diagnostic["location"]>,
  folder: string,
): object {
  const path = folder === "" ? file : `${folder}/${file}`;
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
      region: { startLine: line, startColumn: column, endColumn: column + length },
    },
  };
}
