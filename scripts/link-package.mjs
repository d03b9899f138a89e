// Makes this checkout the package `snakebridge` of a project inside the repository, as `npm install` of a folder does.
import { lstat, mkdir, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./set-up.mjs";

export async function linkPackage(project) {
  const link = join(project, "node_modules/snakebridge");
  await mkdir(join(project, "node_modules"), { recursive: true });
  const there = await lstat(link).catch(() => undefined);
  if (there?.isSymbolicLink() && (await readlink(link)) === root) return;
  await rm(link, { recursive: true, force: true });
  await symlink(root, link, "junction");
}
