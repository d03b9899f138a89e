import { dirname } from "node:path";
import { writeFileAtomically } from "./atomic-write.ts";
import { resolveInside } from "./inside-root.ts";

/** Creates the project's `.snakebridge` if necessary, with its `.gitignore`, and returns its absolute path. */
export async function privateFolder(root: string): Promise<string> {
  const gitignore = await resolveInside(root, ".snakebridge/.gitignore", { make: true });
  await writeFileAtomically(gitignore, "*\n");
  return dirname(gitignore);
}
