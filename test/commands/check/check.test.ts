import { rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generatedProject } from "../../support/generated-project.ts";

const codes = ({ diagnostics }: { diagnostics: readonly { code: string }[] }): string[] =>
  diagnostics.map(({ code }) => code).sort();

it("finds nothing in a project that is current, and changes nothing in it", async () => {
  const project = await generatedProject();
  const before = await project.snapshot();
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({
    ok: true,
    diagnostics: [],
    modules: 2,
  });
  expect(await project.snapshot()).toEqual(before);
});

it("does not treat the line ends of a Windows checkout as an edit", async () => {
  const project = await generatedProject();
  for (const [path, text] of Object.entries(await project.snapshot()))
    await project.write({ [path]: text.replaceAll("\n", "\r\n") });
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
});

it("finds a use that is not generated, with its place", async () => {
  const project = await generatedProject({
    "src/more.ts": 'import * as np from "#py/numpy";\n\nnp.linalg.svd([1]);\n',
  });
  const { ok, diagnostics } = await check({ cwd: project.root });
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    {
      code: "SB1001",
      message: expect.stringContaining("numpy.linalg.svd"),
      location: { file: "src/more.ts", line: 3 },
    },
  ]);
});

it("finds edited and missing files, prints a diff only when strict, and leaves unknown files alone", async () => {
  const project = await generatedProject({ "src/py/mine.ts": "export {};\n", "src/py/notes.md": "mine" });
  const text = await project.read("src/py/numpy.ts");
  await project.write({ "src/py/numpy.ts": text.replace("function mean(", "function average(") });
  await rm(project.path("src/py/numpy/linalg.js"));
  const strict = await check({ cwd: project.root, strict: true });
  expect(codes(strict)).toEqual(["SB5001", "SB5002"]);
  expect(strict.diagnostics.find(({ code }) => code === "SB5001")?.detail).toContain(
    "+export function mean(",
  );
  const plain = await check({ cwd: project.root });
  expect(plain.diagnostics.find(({ code }) => code === "SB5001")).not.toHaveProperty("detail");
});

it("lets warnings fail only when strict", async () => {
  const project = await generatedProject({
    "src/dynamic.ts": 'import * as np from "#py/numpy";\nexport const f = (name: "mean") => np[name];\n',
  });
  expect(await check({ cwd: project.root })).toMatchObject({ ok: true, diagnostics: [{ code: "SB1004" }] });
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: false });
});

it("finds a lock that is missing, or made for another configuration", async () => {
  const project = await generatedProject();
  await project.write({ "snakebridge.config.json": JSON.stringify({ libraries: { numpy: ">=2.1" } }) });
  expect(codes(await check({ cwd: project.root }))).toEqual(["SB5006"]);
  await rm(project.path("snakebridge.lock"));
  expect(codes(await check({ cwd: project.root }))).toEqual(["SB5006"]);
});

it.each<[what: string, edit: (lock: string) => string, line: number]>([
  ["laid out otherwise", (lock) => JSON.stringify(JSON.parse(lock), null, 2), 3],
  ["ends without a line end", (lock) => lock.trimEnd(), 17],
  ["has a key twice", (lock) => lock.replace('"format": 1,', '"format": 1,\n  "format": 1,'), 3],
  [
    "has a merge's markers",
    (lock) => lock.replace(/ {2}"options": .*\n/, "<<<<<<< ours\n$&=======\n$&>>>>>>> theirs\n"),
    4,
  ],
])("finds a lock that %s", async (_, edit, line) => {
  const project = await generatedProject();
  await project.write({ "snakebridge.lock": edit(await project.read("snakebridge.lock")) });
  const { ok, diagnostics } = await check({ cwd: project.root });
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    { code: "SB5011", location: { file: "snakebridge.lock", line }, fix: "npx snakebridge generate" },
  ]);
});

it("does not check the layout of another generator's lock", async () => {
  const project = await generatedProject();
  const lock = JSON.parse(await project.read("snakebridge.lock")) as object;
  const older = { ...lock, generator: { version: "0.0.1", hash: "sha256:0" } };
  await project.write({ "snakebridge.lock": JSON.stringify(older) });
  expect(codes(await check({ cwd: project.root }))).toEqual(["SB5003"]);
});

it("does not treat a missing manifest as an empty one", async () => {
  const project = await generatedProject();
  await rm(project.path("src/py/manifest.json"));
  expect(codes(await check({ cwd: project.root }))).toEqual([
    "SB1001",
    "SB1001",
    "SB1001",
    "SB1001",
    "SB5002",
  ]);
});

it("continues after a source that cannot be parsed", async () => {
  const project = await generatedProject({
    "src/broken.ts": 'import { mean } from "#py/numpy";\nfunction (\n',
    "src/other.ts": 'import { std } from "#py/numpy";\nstd([1]);\n',
  });
  expect(codes(await check({ cwd: project.root }))).toEqual(["SB1001", "SB1005"]);
});

it("reports when TypeScript 7 would ignore the plugin", async () => {
  const project = await generatedProject({
    "tsconfig.json": '{ "compilerOptions": { "plugins": [{ "transform": "snakebridge/transformer" }] } }',
    "node_modules/typescript/package.json": '{ "version": "7.0.2" }',
  });
  expect(codes(await check({ cwd: project.root }))).toEqual(["SB1007"]);
});
