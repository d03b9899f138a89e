import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, expect, test } from "vitest";

/*
 * Real libraries: each has a program in TypeScript and the same one in Python, and both have to find the same. One project
 * with one locked environment holds them all. It is made in the cache, where the environment stays from run to run, and
 * everything else is new each time.
 */

const root = join(import.meta.dirname, "../..");
const fixture = join(root, "fixtures/libraries");
const project = join(root, ".cache/libraries");
const inProject = { cwd: project };
const libraries = (await readdir(fixture, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

type Lines = Readonly<Record<string, readonly string[]>>;
let inPython: Lines;
let inTypeScript: Lines;

beforeAll(async () => {
  await makeProject();
  await node("dist/cli/main.js", ["generate", "--locked"]);
  const record = await readFile(join(project, ".snakebridge/runtime.json"), "utf8");
  const { python } = JSON.parse(record) as { python: string };
  const file = join(project, "lines.json");
  const lines = async () => JSON.parse(await readFile(file, "utf8")) as Lines;
  await execa(python, ["-W", "ignore", "run.py", file, ...libraries], inProject);
  inPython = await lines();
  await node("node_modules/tsx/dist/cli.mjs", ["run.ts", file, ...libraries]);
  inTypeScript = await lines();
}, 600_000);

async function makeProject(): Promise<void> {
  await mkdir(project, { recursive: true });
  for (const name of await readdir(project))
    if (name !== ".snakebridge") await rm(join(project, name), { recursive: true });
  await cp(fixture, project, { recursive: true });
  const linking = join(root, "scripts/link-package.mjs");
  const { linkPackage } = (await import(linking)) as { linkPackage(project: string): Promise<void> };
  await linkPackage(project);
}

async function node(script: string, args: readonly string[]): Promise<void> {
  await execa(process.execPath, [join(root, script), ...args], inProject);
}

test("there are enough of them", () => {
  expect(libraries.length).toBeGreaterThanOrEqual(15);
});

test("the programs compile", async () => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = await execa(process.execPath, [compiler], { ...inProject, reject: false });
  expect(stdout).toBe("");
});

test.each(libraries)("%s does what it does in Python", (library) => {
  expect(inPython[library]?.join("\n")).not.toContain("ended by");
  expect(inTypeScript[library]).toEqual(inPython[library]);
});
