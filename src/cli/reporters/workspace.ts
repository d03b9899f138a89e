import { relative } from "node:path";

/** Returns the project's path in the repository that the CI system checked out, or an empty string if it is unknown. */
export function folderInWorkspace(root: string | undefined): string {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.env.CI_PROJECT_DIR;
  const folder = root && workspace ? relative(workspace, root).replaceAll("\\", "/") : "";
  return folder.startsWith("../") ? "" : folder;
}
