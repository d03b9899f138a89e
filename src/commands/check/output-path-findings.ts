import { type Diagnostic, DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { resolveInside } from "../../system/files/inside-root.ts";

/** SB5008 when a folder on the way to `path` is no folder, or a link that leads out of the project: `generate` would refuse. */
export async function outputPathFindings(root: string, path: string): Promise<readonly Diagnostic[]> {
  try {
    await resolveInside(root, path, { make: false });
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics;
  }
}
