import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diagnosticTable } from "../../src/diagnostics/table.ts";

const pages = join(import.meta.dirname, "../../docs/diagnostics");
const codes = Object.keys(diagnosticTable);

test("every code has a page, and every page a code", async () => {
  const found = (await readdir(pages)).filter((name) => /^SB\d+\.md$/.test(name));
  expect(found.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
});

test.each(Object.entries(diagnosticTable))(
  "the page of %s explains it, shows an example and how to fix it",
  async (code, { title, severity }) => {
    const page = await readFile(join(pages, `${code}.md`), "utf8");
    expect(page.split("\n", 1)[0]).toBe(`# ${code}: ${title}`);
    expect(page).toContain(`${severity} ${code}`);
    expect(page).toMatch(/^## Example$/m);
    expect(page).toMatch(/^## How to fix it$/m);
  },
);

test("the index lists every page", async () => {
  const index = await readFile(join(pages, "README.md"), "utf8");
  const listed = index.split("\n").filter((line) => line.startsWith("* "));
  expect(listed).toEqual(
    Object.entries(diagnosticTable).map(([code, { title }]) => `* [${code}](${code}.md): ${title}`),
  );
});
