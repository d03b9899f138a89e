import { formatSarif } from "../../diagnostics/format-sarif.ts";
import { version } from "../../shared/version.ts";
import type { Outcome } from "../outcome.ts";
import { folderInWorkspace } from "./workspace.ts";

/** Returns one SARIF document for code scanning, also after a failure. */
export function sarifReport({ diagnostics, root, failure }: Outcome): string {
  return formatSarif(diagnostics, { version, folder: folderInWorkspace(root), failure });
}
