import type { Diagnostic } from "./diagnostic.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";
import { diagnosticTable } from "./table.ts";

/** One diagnostic in the output of `--json`. */
export interface DiagnosticJson extends Diagnostic {
  readonly title: string;
  /** Path of the code's page in the package. */
  readonly docs: string;
}

/** Returns diagnostics as plain data, sorted like all other output. */
export function diagnosticsToJson(diagnostics: Iterable<Diagnostic>): DiagnosticJson[] {
  return sortDiagnostics(diagnostics).map((each) => ({
    ...each,
    title: diagnosticTable[each.code].title,
    docs: `docs/diagnostics/${each.code}.md`,
  }));
}
