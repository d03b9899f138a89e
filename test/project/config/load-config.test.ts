import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Diagnostic, DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { loadConfig } from "../../../src/project/config/load-config.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "snakebridge-config-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (name: string, content: string): Promise<void> => writeFile(join(root, name), content);

async function failure(config?: string): Promise<readonly Diagnostic[]> {
  const error = await loadConfig({ cwd: root, ...(config && { config }) }).catch((reason: unknown) => reason);
  if (error instanceof DiagnosticError) return error.diagnostics;
  throw error;
}

describe("each form is loaded", () => {
  test.each([
    [
      "ts",
      `import { defineConfig } from "snakebridge";\nconst v: string = "*";\nexport default defineConfig({ libraries: { numpy: v } });`,
    ],
    [
      "ts",
      `import type { ConfigInput } from "snakebridge";\nexport default { libraries: { numpy: "*" } } satisfies ConfigInput;`,
    ],
    ["mts", `export default { libraries: { numpy: "*" as const } };`],
    ["js", `export default { libraries: { numpy: "*" } };`],
    ["js", `module.exports = { libraries: { numpy: "*" } };`],
    [
      "mjs",
      `import { defineConfig } from "snakebridge";\nexport default defineConfig({ libraries: { numpy: "*" } });`,
    ],
    ["json", `\uFEFF{ "$schema": "x", "libraries": { "numpy": "*" } }`],
  ])("%s", async (extension, text) => {
    await write(`snakebridge.config.${extension}`, text);
    const { file, libraries } = await loadConfig({ cwd: root });
    expect(file).toBe(join(root, `snakebridge.config.${extension}`));
    expect(libraries.map(({ name }) => name)).toEqual(["numpy"]);
  });

  test("with what it imports, and again after a change", async () => {
    await write("libraries.ts", `export const libraries = { numpy: "*" };`);
    await write(
      "snakebridge.config.ts",
      `import { libraries } from "./libraries.ts";\nexport default { libraries };`,
    );
    expect((await loadConfig({ cwd: root })).libraries).toHaveLength(1);
    await write("libraries.ts", `export const libraries = { numpy: "*", pandas: "*" };`);
    expect((await loadConfig({ cwd: root })).libraries).toHaveLength(2);
  });
});

describe("where it is found", () => {
  const text = `{ "libraries": {} }`;

  test("in the nearest folder above", async () => {
    await write("snakebridge.config.json", text);
    await mkdir(join(root, "packages/app/src"), { recursive: true });
    const found = await loadConfig({ cwd: join(root, "packages/app/src") });
    expect(found.root).toBe(root);
    await write("packages/app/snakebridge.config.json", text);
    expect((await loadConfig({ cwd: join(root, "packages/app/src") })).root).toBe(join(root, "packages/app"));
  });

  test("at the path of --config", async () => {
    await write("other.json", text);
    expect((await loadConfig({ cwd: root, config: "other.json" })).file).toBe(join(root, "other.json"));
    expect(await failure("missing.json")).toMatchObject([
      { code: "SB2001", message: expect.stringContaining("missing.json") },
    ]);
    expect(await failure(".")).toMatchObject([{ code: "SB2001" }]);
  });

  test("nowhere", async () => {
    expect(await failure()).toMatchObject([{ code: "SB2001", fix: "npx snakebridge init" }]);
  });

  test("twice in one folder", async () => {
    await write("snakebridge.config.json", text);
    await write("snakebridge.config.ts", "export default {}");
    const [diagnostic] = await failure();
    expect(diagnostic).toMatchObject({ code: "SB2004", fix: expect.stringContaining("--config") });
    expect(diagnostic?.message).toContain("snakebridge.config.ts, snakebridge.config.json");
  });
});

describe("what cannot be loaded is named with its place", () => {
  test.each<[what: string, file: string, text: string, message: string, line: number]>([
    ["syntax error", "ts", "export default {\n  libraries: {\n", "Unexpected token", 3],
    ["exception", "ts", "const a = 1;\nthrow new Error(`boom`);", "boom", 2],
    ["something else thrown", "mjs", "throw 7;", "7", 1],
    [
      "missing module",
      "ts",
      `import { x } from "./missing.ts";\nexport default x;`,
      "Cannot find module './missing.ts'",
      1,
    ],
    ["no default export", "ts", "export const libraries = {};", "no default export", 1],
    ["top-level await", "ts", "await 1;\nexport default { libraries: {} };", "await", 1],
    ["broken JSON", "json", `{\n  "libraries": {,}\n}`, "JSON", 2],
    ["empty JSON", "json", "", "JSON", 1],
  ])("%s", async (_what, extension, text, message, line) => {
    await write(`snakebridge.config.${extension}`, text);
    const [diagnostic] = await failure();
    expect(diagnostic).toMatchObject({
      code: "SB2003",
      location: { file: `snakebridge.config.${extension}`, line },
    });
    expect(diagnostic?.message).toContain(message);
  });
});

describe("mistakes have their place in the file", () => {
  const places = async (extension: string, text: string): Promise<unknown[]> => {
    await write(`snakebridge.config.${extension}`, text);
    return (await failure()).map(({ code, location }) => [
      code,
      location?.line,
      location?.column,
      location?.length,
    ]);
  };

  test("in TypeScript, through defineConfig, casts and constants", async () => {
    const text = [
      `import { defineConfig } from "snakebridge";`,
      `const config = {`,
      `  libraries: { numpy: { versoin: "*" }, "scikit-learn": "*", pandas: "^2" },`,
      `  include: ["src", 3],`,
      `};`,
      `export default defineConfig((config as any) satisfies object);`,
    ].join("\n");
    expect(await places("ts", text)).toEqual([
      ["SB2002", 3, 25, 7],
      ["SB2002", 3, 41, 14],
      ["SB2002", 3, 70, 4],
      ["SB2002", 4, 20, 1],
    ]);
  });

  test("in JSON and CommonJS", async () => {
    expect(await places("json", `{\n  "libraries": { "numpy": 3 }\n}`)).toEqual([["SB2002", 2, 27, 1]]);
    await rm(join(root, "snakebridge.config.json"));
    expect(await places("js", `module.exports = {\n  libraries: { numpy: 3 } };`)).toEqual([
      ["SB2002", 2, 23, 1],
    ]);
  });

  test("or of the nearest object that is written out", async () => {
    expect(
      await places("ts", `const more = { numpy: 3 };\nexport default {\n  libraries: { ...more } };`),
    ).toEqual([["SB2002", 3, 14, 11]]);
  });
});

test("a JSON configuration leaves nothing behind", async () => {
  await write("snakebridge.config.json", `{ "libraries": {} }`);
  await loadConfig({ cwd: root });
  expect(await readdir(root)).toEqual(["snakebridge.config.json"]);
});
