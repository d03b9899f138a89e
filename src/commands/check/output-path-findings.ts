import { type Diagnostic, DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { resolveInside } from "../../system/files/inside-root.ts";

/** Returns SB5008 when a folder in `path` is not a folder, or links to the outside: `generate` would refuse to write. */
export async function outputPathFindings(root: string, path: string): Promise<readonly Diagnostic[]> {
  try {
    await resolveInside(root, path, { make: false });
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics;
  }
}
