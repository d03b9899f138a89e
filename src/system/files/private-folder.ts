import { dirname } from "node:path";
import { writeFileAtomically } from "./atomic-write.ts";
import { resolveInside } from "./inside-root.ts";

/** Absolute path of the project's `.snakebridge`, made if need be, with the `.gitignore` that keeps it out of git. */
export async function privateFolder(root: string): Promise<string> {
  const gitignore = await resolveInside(root, ".snakebridge/.gitignore", { make: true });
  await writeFileAtomically(gitignore, "*\n");
  return dirname(gitignore);
}
