import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes } from "../../src/runtime/error-codes.ts";

const root = join(import.meta.dirname, "../..");
const pages = join(root, "docs/errors");

test("every code has a page, and every page a code", async () => {
  const names = (await readdir(pages)).filter((name) => name !== "README.md");
  expect(names.sort()).toEqual(
    Object.keys(errorCodes)
      .map((code) => `${code}.md`)
      .sort(),
  );
});

test.each(Object.entries(errorCodes))("the page of %s explains, shows and fixes it", async (code, title) => {
  const page = await readFile(join(pages, `${code}.md`), "utf8");
  expect(page.split("\n", 1)[0]).toBe(`# ${code}: ${title}`);
  expect(page).toContain(`\n${code}: `);
  expect(page).toContain("\n`executed`: ");
  expect(page).toMatch(/^## How to fix it$/m);
});

test("the index lists every page", async () => {
  const index = await readFile(join(pages, "README.md"), "utf8");
  const rows = index.split("\n").filter((line) => line.startsWith("* "));
  expect(rows).toEqual(
    Object.entries(errorCodes).map(([code, title]) => `* [${code}](${code}.md): ${title}`),
  );
});

test("every failure that the worker names by its class has a code", async () => {
  const errors = await readFile(join(root, "python/src/snakebridge_worker/_internal/errors.py"), "utf8");
  const classes = [...errors.matchAll(/^class (\w+)\(BridgeError\)/gm)].map(([, name]) => name!);
  expect(classes).not.toHaveLength(0);
  for (const name of classes) expect(errorCodes).toHaveProperty(name);
});
