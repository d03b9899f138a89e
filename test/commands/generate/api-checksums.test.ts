import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { createPool, kw } from "../../../src/runtime/index.ts";
import { type PackageIndex, servePackage } from "../../environment/package-index.ts";
import { realUv, withVariables } from "../../environment/support.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";
import { testPython } from "../../support/test-python.ts";

const source = `
def total(values, start=0):
    return sum(values, start)

def first(values):
    return values[0]

def gone(): ...

class Box:
    def __init__(self, width):
        self.width = width
`;
const changed = source
  .replace("values, start=0", "values, /, *, start=0")
  .replace("def gone(): ...", "")
  .replace("self, width)", "self, width, height)")
  .replace("def first(values):", "def first(values: list[int]) -> int:\n    'Says more.'");
const main = `import { Box, first, gone, total } from "#py/snakebridge_probe";
export const used = [Box, first, gone, total];
`;
const command = "npx snakebridge generate --refresh snakebridge_probe";

let project: TempProject;
let index: PackageIndex;
let restore: () => void;
let installed: string;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  index = await servePackage(testPython, project.root, "snakebridge_probe", {
    "1.0": source,
    "2.0": changed,
  });
  restore = withVariables({
    SNAKEBRIDGE_UV: await realUv(),
    UV_INDEX: `private=http://user:secret@127.0.0.1:${index.port}/simple`,
  });
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries: { snakebridge_probe: "==1.0" } }),
    "src/main.ts": main,
  });
  await generate({ cwd: project.root });
  const environment = project.path(".snakebridge/environments");
  const [file = ""] = (await readdir(environment, { recursive: true })).filter((path) =>
    path.endsWith("snakebridge_probe.py"),
  );
  installed = join(".snakebridge/environments", file);
});
afterAll(async () => {
  restore();
  await index.close();
  await rm(project.root, { recursive: true, force: true });
});

beforeEach(async () => {
  await project.write({ "src/main.ts": main });
  await install(source);
  await generate({ cwd: project.root, refresh: ["snakebridge_probe"] });
});

/** Changes the installed module. Its file may be one with that of uv's cache, so another one takes its place. */
async function install(text: string): Promise<void> {
  await rm(project.path(installed));
  await project.write({ [installed]: text });
}

/** The outcome of each call in a fresh worker: a value, or the code of a failure. */
async function outcomes(
  options: Parameters<typeof createPool>[0] = { project: project.root },
): Promise<object> {
  await using pool = createPool(options);
  const outcomeOf = async (call: PromiseLike<unknown>): Promise<unknown> => {
    try {
      return await call;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return {
    total: await outcomeOf(pool.call("snakebridge_probe", "total", [[1, 2]])),
    first: await outcomeOf(pool.call("snakebridge_probe", "first", [[1, 2]])),
    gone: await outcomeOf(pool.call("snakebridge_probe", "gone")),
    box: await outcomeOf(pool.call("snakebridge_probe", "Box", [1]).$attr("width")),
  };
}

const asBefore = { total: 3, first: 1, gone: null, box: 1 };

it("are in the lock, one symbol per line, and equal on every machine", async () => {
  expect(await project.read("snakebridge.lock")).toContain(`"symbols": {
        "snakebridge_probe:Box": "195c9ad570de",
        "snakebridge_probe:first": "89445ea08b55",
        "snakebridge_probe:gone": "e3b0c44298fc",
        "snakebridge_probe:total": "d13ed8102d85"
      }`);
  expect(await outcomes()).toEqual(asBefore);
});

describe("a library that was changed without the lock", () => {
  it("fails with the symbol's name and the command that fixes it, before anything runs", async () => {
    await install(changed);
    expect(await outcomes()).toEqual({
      total: "ApiChanged",
      first: 1,
      gone: "ApiChanged",
      box: "ApiChanged",
    });
    await using pool = createPool({ project: project.root });
    for (let i = 0; i < 2; i++)
      await expect(pool.call("snakebridge_probe", "total", [[1]], kw({ start: 1 }))).rejects.toMatchObject({
        code: "ApiChanged",
        symbol: "snakebridge_probe:total",
        executed: "no",
        message: `snakebridge_probe.total is called in another way than when its wrapper was generated: the installed snakebridge_probe was changed since. Run: ${command}`,
      });
    await expect(pool.call("snakebridge_probe", "gone")).rejects.toThrow(
      "snakebridge_probe.gone is missing, but existed when its wrapper was generated",
    );
  });

  it("is fixed by that command, which prints what changed", async () => {
    await install(changed);
    const { stdout, exitCode } = await runCli(project.root, command.split(" ").slice(2));
    expect(exitCode).toBe(1); // `gone` is still used
    expect(stdout).toMatch(/breaking {2}snakebridge_probe\.total: /);
    expect(await outcomes()).toMatchObject({ total: 3, first: 1, gone: "UnknownSymbol" });
  });

  it("in another version is reinstalled by any generate", async () => {
    const { python } = JSON.parse(await project.read(".snakebridge/runtime.json"));
    const uv = process.env.SNAKEBRIDGE_UV!;
    await execa(uv, ["pip", "install", "--python", python, "snakebridge_probe==2.0"]);
    expect(await outcomes()).toMatchObject({ total: "ApiChanged", first: 1, box: "ApiChanged" });
    await generate({ cwd: project.root });
    expect(await outcomes()).toEqual(asBefore);
  });
});

describe("no false alarm", () => {
  it("for a change that does not affect callers", async () => {
    const other = source.replace("start=0", "start=0 + 0").replace("return sum", "return 1 + sum");
    await install(other);
    expect(await outcomes()).toEqual({ ...asBefore, total: 4 });
  });

  it("for a function that a program has replaced", async () => {
    await install(
      `${source}\nimport functools, random\ninner, total = total, lambda *a, **k: inner(*a, **k)\nfirst = random.choice\n`,
    );
    expect(await outcomes()).toMatchObject({ total: 3, gone: null });
  });

  it("for an interpreter that the program sets", async () => {
    await install(changed);
    const { python } = JSON.parse(await project.read(".snakebridge/runtime.json"));
    expect(await outcomes({ python })).toMatchObject({ total: 3, box: "PythonException" });
  });

  it.each<[what: string, edit: (lock: string) => string]>([
    ["is of another Python", (lock) => lock.replace(/"version":"3\.\d+\./, '"version":"3.7.')],
    ["is in the middle of a merge", (lock) => `<<<<<<< ours\n${lock}`],
    ["is empty", () => ""],
  ])("with a lock that %s", async (_, edit) => {
    await install(changed);
    const lock = await project.read("snakebridge.lock");
    await project.write({ "snakebridge.lock": edit(lock) });
    try {
      expect(await outcomes()).toMatchObject({ total: 3, gone: "UnknownSymbol" });
    } finally {
      await project.write({ "snakebridge.lock": lock });
    }
  });
});

it("are removed from the lock with their names, and check finds missing or different ones", async () => {
  await project.write({ "src/main.ts": main.replaceAll("Box, ", "") });
  await prune({ cwd: project.root });
  const lock = await project.read("snakebridge.lock");
  expect(lock).not.toContain(":Box");
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });
  for (const other of [
    lock.replace(/:total": "\w{4}/, ':total": "0000'),
    lock.replace(/ +"snakebridge_probe:first".*\n/, ""),
  ]) {
    await project.write({ "snakebridge.lock": other });
    expect(await check({ cwd: project.root })).toMatchObject({ diagnostics: [{ code: "SB5006" }] });
  }
  expect((await generate({ cwd: project.root })).written).toEqual(["snakebridge.lock"]);
  expect(await project.read("snakebridge.lock")).toBe(lock);
});

it("are computed again only for configured libraries", async () => {
  const { exitCode, stderr } = await runCli(project.root, ["generate", "--refresh", "snakebridge_prob"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Cannot refresh "snakebridge_prob"');
});

it("are checked per environment by its workers", async () => {
  const libraries = { snakebridge_probe: "==1.0" };
  const environments = { newer: { libraries: { snakebridge_probe: "==2.0" } } };
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries, environments }),
    "src/newer.ts": `import { Box, first, total } from "#py/@newer/snakebridge_probe";
export const used = [Box, first, total];
`,
  });
  await generate({ cwd: project.root });
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });
  expect(await outcomes()).toEqual(asBefore);
  expect(await outcomes({ project: project.root, environment: "newer" })).toEqual({
    total: 3,
    first: 1,
    gone: "UnknownSymbol",
    box: "PythonException",
  });
});
