import { formatGithub } from "../../diagnostics/format-github.ts";
import type { Outcome } from "../outcome.ts";
import { folderInWorkspace } from "./workspace.ts";

/** Returns annotations. GitHub identifies files by their path in the workspace. */
export function githubReport({ diagnostics, root }: Outcome): string {
  return formatGithub(diagnostics, folderInWorkspace(root));
}
