import { relative } from "node:path";

/** The project's path in the repository that a CI system has checked out; empty where that is not known. */
export function folderInWorkspace(root: string | undefined): string {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.env.CI_PROJECT_DIR;
  const folder = root && workspace ? relative(workspace, root).replaceAll("\\", "/") : "";
  return folder.startsWith("../") ? "" : folder;
}
