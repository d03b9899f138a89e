import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";

const check = join(import.meta.dirname, "../../scripts/prose/check-prose.mjs");
const words = (count: number): string => `The pool starts${" one".repeat(count - 3)}.`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "snakebridge-prose-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Exit code and output for files with these texts. */
async function checked(files: readonly (readonly [name: string, text: string])[]) {
  await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)));
  const paths = files.map(([name]) => join(folder, name));
  const { exitCode, stdout } = await execa(process.execPath, [check, ...paths], { reject: false });
  return { exitCode, output: stdout };
}

it("passes plain sentences, and code", async () => {
  const table = `| a | b |\n|---|---|\n| ${words(20)} | ${words(20)} |`;
  const code = "```ts\n// for good\n```";
  const page = `# A title\n\n${words(25)} Call \`nobody\`.\n\n${table}\n\n${code}\n`;
  const source = `/** ${words(25)} */\nexport const nobody = "for.good";\n`;
  expect(
    await checked([
      ["good.md", page],
      ["good.ts", source],
    ]),
  ).toMatchObject({ exitCode: 0 });
});

it("reports sentences, words and spelling, each at its line", async () => {
  const { exitCode, output } = await checked([
    ["page.md", `Short.\n\n- ${words(26)}\n\nThe pool\nlets go of it.\n\nIt starts a wroker.\n`],
    ["source.ts", '/**\n * Nobody calls this.\n */\nthrow new Error("it was told of this");\n'],
    ["source.py", 'def one():\n    """Comes to nothing."""\n    x = "#"  # kept for good\n'],
  ]);
  expect(output).toContain("page.md:3: A sentence of 26 words (at most 25)");
  expect(output).toContain('page.md:6: "lets go": write "release"');
  expect(output).toMatch(/page\.md:8:\d+ .*wroker/);
  expect(output).toContain('source.ts:2: "Nobody"');
  expect(output).toContain('source.ts:4: "was told"');
  expect(output).toContain('source.py:2: "Comes to"');
  expect(output).toContain('source.py:3: "for good"');
  expect(exitCode).toBe(1);
});
