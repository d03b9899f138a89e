import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";

/** `UPDATE_GOLDENS=1` writes the expected files anew; look at their diff before you commit it. */
const update = process.env.UPDATE_GOLDENS === "1";

/** Compares files with those in a folder, both ways: none too many, none too few. */
export async function expectGolden(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  if (update) {
    await rm(folder, { recursive: true, force: true });
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const expected: Record<string, string> = {};
  for (const entry of found.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    expected[path.slice(folder.length + 1).replaceAll("\\", "/")] = await readFile(path, "utf8");
  }
  expect(files).toEqual(expected);
}
