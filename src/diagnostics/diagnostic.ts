import { type DiagnosticCode, type DiagnosticRow, diagnosticTable, type Severity } from "./table.ts";

/** A place in a text file. Lines and columns count from 1; `length` counts UTF-16 units on that line. */
export interface Location {
  /** Path relative to the project, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length?: number;
}

/** One finding: what is wrong, where, and how to fix it. Plain data that the reporters print. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: Location;
  /** The next step, preferably a command. */
  readonly fix?: string;
  /** Unified diff, output of a tool, or other text that belongs to the finding. */
  readonly detail?: string;
}

/** Creates a diagnostic; severity and fix default to those of its row in the table. */
export function diagnostic(
  code: DiagnosticCode,
  message: string,
  more: Partial<Omit<Diagnostic, "code" | "message">> = {},
): Diagnostic {
  const row: DiagnosticRow = diagnosticTable[code];
  return { code, severity: row.severity, message, ...(row.fix ? { fix: row.fix } : {}), ...more };
}

/** A failure that ends the command with exit code 2; its diagnostics give the reasons. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: Diagnostic | readonly Diagnostic[], options?: ErrorOptions) {
    const list = Array.isArray(diagnostics) ? (diagnostics as Diagnostic[]) : [diagnostics as Diagnostic];
    super(list.map((one) => `${one.code}: ${one.message}`).join("\n"), options);
    this.diagnostics = list;
  }
}
