// A project as a user would have it: programs, a configuration, the package. Kept in the cache with its environment.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { linkPackage } from "../scripts/link-package.mjs";
import { root } from "../scripts/set-up.mjs";

const folder = join(root, "matrix");

/**
 * Makes the project `name` anew; only its environment and its lock are those of the last time.
 * @param {{ name: string, programs: readonly string[], libraries: object, python?: string, lock?: string }} row
 */
export async function makeProject({ name, programs, libraries, python, lock }) {
  const project = join(root, ".cache/matrix/projects", name);
  await mkdir(project, { recursive: true });
  for (const entry of await readdir(project))
    if (entry !== ".snakebridge" && entry !== "snakebridge.lock")
      await rm(join(project, entry), { recursive: true });
  await cp(join(folder, "project"), project, { recursive: true });
  for (const program of programs)
    await cp(join(folder, "libraries", program), join(project, program), { recursive: true });
  if (lock) await cp(join(root, lock), join(project, "snakebridge.lock"));
  const config = { libraries, include: ["*/*.ts"], output: "generated", ...(python && { python }) };
  await writeFile(join(project, "snakebridge.config.json"), `${JSON.stringify(config, null, 2)}\n`);
  await linkPackage(project);
  return project;
}
