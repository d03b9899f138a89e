import { expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { generatedProject } from "../../support/generated-project.ts";

const onlyMean = { "src/main.ts": 'import { mean } from "#py/numpy";\nexport const m = mean([1]);\n' };

it("lists and changes nothing in a dry run", async () => {
  const project = await generatedProject(onlyMean);
  const before = await project.snapshot();
  const result = await prune({ cwd: project.root, dryRun: true });
  expect(result.removed).toEqual(["numpy.linalg:", "numpy.linalg:norm", "numpy:median"]);
  expect(result.deleted).toEqual(["src/py/numpy/linalg.ts", "src/py/numpy/linalg.js"]);
  expect(await project.snapshot()).toEqual(before);
});

it("removes unused names, and leaves a project that passes check", async () => {
  const project = await generatedProject({ ...onlyMean, "src/py/mine.ts": "export const mine = 1;\n" });
  await prune({ cwd: project.root });
  const files = await project.snapshot("src/py");
  expect(Object.keys(files)).toEqual([
    "src/py/manifest.json",
    "src/py/mine.ts",
    "src/py/numpy.js",
    "src/py/numpy.ts",
  ]);
  expect(files["src/py/numpy.ts"]).not.toContain("median");
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });
  expect((await prune({ cwd: project.root })).removed).toEqual([]);
});

it.each([
  ["export *", 'export * from "#py/numpy/linalg";\n'],
  ["export * as", 'export * as la from "#py/numpy/linalg";\n'],
  ["an export of a namespace", 'import { linalg } from "#py/numpy";\nexport { linalg };\n'],
  ["a default export", 'import * as la from "#py/numpy/linalg";\nexport default la;\n'],
  ["an export of a constant", 'import * as np from "#py/numpy";\nexport const la = np.linalg;\n'],
  [
    "an export of another source",
    'export * from "./inner.js";\n',
    'export * as la from "#py/numpy/linalg";\n',
  ],
  [
    "members by computed names",
    'import { linalg } from "#py/numpy";\nexport const f = (name: "norm") => linalg[name];\n',
  ],
])("keeps what may be used through %s", async (_, barrel, inner = "") => {
  const project = await generatedProject({ ...onlyMean, "src/barrel.ts": barrel, "src/inner.ts": inner });
  const result = await prune({ cwd: project.root });
  expect(result.removed).toEqual(["numpy:median"]);
  expect(result.kept).toEqual({ "numpy.linalg:norm": "re-exported" });
});

it("keeps what the configuration includes", async () => {
  const project = await generatedProject(onlyMean);
  const config = { libraries: { numpy: { version: ">=2", include: ["linalg.norm"] } } };
  await project.write({ "snakebridge.config.json": JSON.stringify(config) });
  const { removed, kept } = await prune({ cwd: project.root });
  expect(removed).toEqual(["numpy:median"]);
  expect(kept).toEqual({ "numpy.linalg:norm": "included" });
});

it("keeps what was promoted, and check asks for it", async () => {
  const project = await generatedProject(onlyMean);
  const manifest = await project.read("src/py/manifest.json");
  const promoted = manifest.replace(
    '  "symbols"',
    '  "promoted": [\n    "numpy.linalg:norm"\n  ],\n  "symbols"',
  );
  await project.write({ "src/py/manifest.json": promoted });
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });
  const { removed, kept } = await prune({ cwd: project.root });
  expect(removed).toEqual(["numpy:median"]);
  expect(kept).toEqual({ "numpy.linalg:norm": "promoted" });
  expect(await project.read("src/py/manifest.json")).toContain('"promoted": [\n    "numpy.linalg:norm"\n  ]');
  const without = promoted.replace(/ {4}"numpy.linalg:norm": \{.*\n/, "");
  await project.write({ "src/py/manifest.json": without });
  expect((await check({ cwd: project.root })).diagnostics).toContainEqual(
    expect.objectContaining({
      code: "SB1001",
      message: '"numpy.linalg.norm" is promoted but not generated.',
    }),
  );
});

it("refuses to begin when a source cannot be scanned: what it uses is unknown", async () => {
  const project = await generatedProject({
    ...onlyMean,
    "src/broken.ts": 'import "#py/numpy";\nfunction (\n',
  });
  const before = await project.snapshot();
  await expect(prune({ cwd: project.root })).rejects.toMatchObject({ diagnostics: [{ code: "SB1005" }] });
  expect(await project.snapshot()).toEqual(before);
});

it("refuses to touch an edited file, and touches no other either", async () => {
  const project = await generatedProject(onlyMean);
  const edited = `${await project.read("src/py/numpy/linalg.ts")}// mine\n`;
  await project.write({ "src/py/numpy/linalg.ts": edited });
  const before = await project.snapshot();
  await expect(prune({ cwd: project.root })).rejects.toMatchObject({ diagnostics: [{ code: "SB5001" }] });
  expect(await project.snapshot()).toEqual(before);
});

it("keeps a folder that contains a file of the user", async () => {
  const project = await generatedProject({ ...onlyMean, "src/py/numpy/notes.md": "mine" });
  await prune({ cwd: project.root });
  expect(await project.read("src/py/numpy/notes.md")).toBe("mine");
});

it("completes the work of a killed run", async () => {
  const project = await generatedProject(onlyMean);
  const manifest = await project.read("src/py/manifest.json");
  await prune({ cwd: project.root });
  const finished = await project.snapshot();
  await project.write({ "src/py/manifest.json": manifest });
  await prune({ cwd: project.root });
  expect(await project.snapshot()).toEqual(finished);
});
