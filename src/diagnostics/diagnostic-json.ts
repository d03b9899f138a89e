import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";
import { diagnosticTable } from "./table.ts";

/** One diagnostic in the document that `--json` prints. */
export interface DiagnosticJson extends Diagnostic {
  readonly title: string;
  /** Page that explains the code, in the package. */
  readonly docs: string;
}

/** Diagnostics as plain data for programs, in the same order as everywhere. */
export function diagnosticsToJson(diagnostics: Iterable<Diagnostic>): DiagnosticJson[] {
  return sortDiagnostics(diagnostics).map((each) => ({
    ...each,
    title: diagnosticTable[each.code].title,
    docs: `docs/diagnostics/${each.code}.md`,
  }));
}
