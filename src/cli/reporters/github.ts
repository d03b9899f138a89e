import { relative } from "node:path";
import { formatGithub } from "../../diagnostics/format-github.ts";
import type { Outcome } from "../outcome.ts";

/** Annotations; GitHub knows files by their paths in the workspace. */
export function githubReport({ diagnostics, root }: Outcome, workspace: string | undefined): string {
  const folder = root && workspace ? relative(workspace, root).replaceAll("\\", "/") : "";
  return formatGithub(diagnostics, folder.startsWith("../") ? "" : folder);
}
