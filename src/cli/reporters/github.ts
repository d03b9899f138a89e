import { formatGithub } from "../../diagnostics/format-github.ts";
import type { Outcome } from "../outcome.ts";
import { folderInWorkspace } from "./workspace.ts";

/** Annotations; GitHub knows files by their paths in the workspace. */
export function githubReport({ diagnostics, root }: Outcome): string {
  return formatGithub(diagnostics, folderInWorkspace(root));
}
