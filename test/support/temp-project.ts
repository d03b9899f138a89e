import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A project in a folder of its own, outside the repository; removed when the test ends. */
export interface TempProject {
  readonly root: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  read(name: string): Promise<string>;
  /** Every file below `folder`, as text by its path, without `.snakebridge`. */
  snapshot(folder?: string): Promise<Record<string, string>>;
}

export async function tempProject(files: Readonly<Record<string, string>> = {}): Promise<TempProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const project = openProject(root);
  await project.write(files);
  return project;
}

/** The same for a folder that somebody else removes. */
export function openProject(root: string): TempProject {
  const path = (name: string): string => join(root, name);
  const read = (name: string): Promise<string> => readFile(path(name), "utf8");
  return {
    root,
    path,
    read,
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(path(name)), { recursive: true });
        await writeFile(path(name), text);
      }
    },
    async snapshot(folder = ".") {
      const entries = await readdir(path(folder), { recursive: true, withFileTypes: true });
      const names = entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll("\\", "/"),
        )
        .filter((name) => !name.startsWith(".snakebridge/") && !name.includes("node_modules/"));
      return Object.fromEntries(
        await Promise.all(names.sort().map(async (name) => [name, await read(name)])),
      );
    },
  };
}
