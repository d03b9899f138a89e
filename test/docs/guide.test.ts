import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import ts from "typescript";
import { expect, it } from "vitest";
import { compileErrors } from "../support/compile.ts";
import { testPython } from "../support/test-python.ts";

const root = join(import.meta.dirname, "../..");
/** What the examples import, and where it is here. */
const modules: readonly [RegExp, string][] = [
  [/"snakebridge\/runtime"/g, join(root, "src/runtime/index.ts")],
  [/"#py\/[\w/]+"/g, join(root, "test/runtime/object/generated.ts")],
];

/** The examples of a page, each a program that says in comments what it prints. */
async function examplesOf(page: string): Promise<string[]> {
  const text = await readFile(join(root, "docs/guide", `${page}.md`), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
}

function withModules(code: string, print: (path: string) => string): string {
  return modules.reduce(
    (text, [specifier, path]) => text.replace(specifier, JSON.stringify(print(path))),
    code,
  );
}

function expectedOutput(code: string): string {
  return [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text).join("\n");
}

async function outputOf(code: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "snakebridge-guide-"));
  try {
    const program = join(folder, "example.mjs");
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
    const runnable = withModules(code, (path) => pathToFileURL(path).href);
    await writeFile(program, ts.transpileModule(runnable, { compilerOptions }).outputText);
    const { stdout } = await execa(process.execPath, ["--import", "tsx", program], {
      cwd: root,
      env: { SNAKEBRIDGE_PYTHON: testPython },
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const pages = [
  "call-control",
  "callbacks",
  "calling",
  "errors",
  "objects",
  "output",
  "streams-and-async",
  "values",
];

for (const page of pages) {
  it(`the examples of ${page}.md compile`, async () => {
    const examples = await examplesOf(page);
    const files = examples.map((code, index): [string, string] => [
      `${page}-${index}.ts`,
      withModules(code, (path) => path),
    ]);
    expect(compileErrors(Object.fromEntries(files))).toEqual([]);
  });

  it(`the examples of ${page}.md print what they say`, async () => {
    for (const code of await examplesOf(page)) expect(await outputOf(code)).toBe(expectedOutput(code));
  });
}
