import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findProjectEnvironment } from "../../src/runtime/project.ts";

let root: string;
const python = process.execPath; // Any file that exists.

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "project-test-"));
  vi.stubEnv("SNAKEBRIDGE_PYTHON", undefined);
  vi.stubEnv("SNAKEBRIDGE_PROJECT", undefined);
  vi.spyOn(process, "cwd").mockReturnValue(root);
  vi.spyOn(process, "argv", "get").mockReturnValue(["node", join(root, "app/dist/main.js")]);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

/** Makes a project whose worker count tells it from others. */
async function project(folder: string, workers: number, content?: string): Promise<string> {
  const path = join(root, folder);
  await mkdir(join(path, ".snakebridge"), { recursive: true });
  const record = { format: 1, python, pool: { workers, carrier: "auto" } };
  await writeFile(join(path, ".snakebridge/runtime.json"), content ?? JSON.stringify(record));
  return path;
}

async function program(): Promise<void> {
  await mkdir(join(root, "app/dist"), { recursive: true });
  await writeFile(join(root, "app/dist/main.js"), "");
}

test("the project around the program comes before the one around the working directory", async () => {
  await program();
  await project(".", 1);
  expect(findProjectEnvironment()).toMatchObject({ python, pool: { workers: 1 } });
  await project("app", 2);
  expect(findProjectEnvironment()).toMatchObject({ pool: { workers: 2 } });
});

test("variables come before what is found, and the program's own choice before variables", async () => {
  await program();
  await project("app", 2);
  vi.stubEnv("SNAKEBRIDGE_PROJECT", await project("other", 3));
  expect(findProjectEnvironment()).toMatchObject({ pool: { workers: 3 } });
  vi.stubEnv("SNAKEBRIDGE_PYTHON", "python-of-variable");
  expect(findProjectEnvironment()).toMatchObject({ python: "python-of-variable", pool: { workers: 3 } });
  expect(findProjectEnvironment({ project: await project("chosen", 4) })).toMatchObject({
    python,
    pool: { workers: 4 },
  });
  expect(findProjectEnvironment({ python: "chosen-python" })).toMatchObject({ python: "chosen-python" });
});

test("no environment: says where it was looked for and what makes one", async () => {
  await program();
  expect(() => findProjectEnvironment()).toThrow(
    /neither around .*app\/dist nor around .*npx snakebridge generate/,
  );
  expect(() => findProjectEnvironment({ project: root })).toThrow(/has no \.snakebridge\/runtime\.json/);
});

test("an interpreter that is gone: says which file names it", async () => {
  const record = { format: 1, python: join(root, ".venv/bin/python"), pool: {} };
  await project(".", 1, JSON.stringify(record));
  expect(() => findProjectEnvironment()).toThrow(
    /no Python at .*\.venv\/bin\/python, which .*runtime\.json names/,
  );
});

test.each([
  ["is cut short", '{"format":1,'],
  ["is of another version", '{"format":2,"python":"x","pool":{}}'],
  ["is null", "null"],
  ["has no pool", '{"format":1,"python":"x","pool":null}'],
])("a record that %s: says so and what makes a new one", async (_, content) => {
  await project(".", 1, content);
  expect(() => findProjectEnvironment()).toThrow(
    expect.objectContaining({
      code: "EnvironmentInvalid",
      message: expect.stringMatching(/npx snakebridge generate/),
    }),
  );
});
