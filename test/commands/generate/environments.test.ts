import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { nextLock } from "../../../src/commands/generate/next-lock.ts";
import { openReference } from "../../../src/commands/lookup/reference.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { silentProgress } from "../../../src/diagnostics/progress.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { parseLock } from "../../../src/project/lock/parse-lock.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";

/** One project for all tests: its environments are created once, with the standard library only. */
let project: TempProject;

const forbidProcesses = pathToFileURL(join(import.meta.dirname, "../../support/forbid-processes.mjs")).href;
const config = {
  libraries: { statistics: true },
  environments: {
    one: { libraries: { statistics: true, string: true, textwrap: true } },
    two: { libraries: { string: true } },
  },
};
const main = `import { mean } from "#py/statistics";
import { median } from "#py/@one/statistics";
import { indent } from "#py/textwrap";
import { digits } from "#py/@two/string";
export const results = [mean([1]), median([1]), indent("a", " "), digits];
`;
const run = (options = {}): ReturnType<typeof generate> => generate({ cwd: project.root, ...options });

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

beforeEach(async () => {
  await rm(project.path("src"), { recursive: true, force: true });
  await project.write({ "snakebridge.config.json": JSON.stringify(config), "src/main.ts": main });
  expect(await run()).toMatchObject({ diagnostics: [] });
});

it("assigns each use to its environment", async () => {
  expect(await project.read("src/py/statistics.ts")).toMatch(/function mean\(/);
  expect(await project.read("src/py/statistics.ts")).not.toMatch(/function median\(/);
  const one = await project.read("src/py/@one/statistics.ts");
  expect(one).toMatch(/function median\(/);
  expect(one).toMatch(/^const \{ pyCall, pyFunction \} = pyEnvironment\("one"\);$/m);
  expect(await project.read("src/py/@two/string.ts")).toContain("digits");
});

it("re-exports modules of one environment only, and none that several have", async () => {
  expect(await project.read("src/py/textwrap.ts")).toMatch(/^export \* from "\.\/@one\/textwrap\.js";$/m);
  expect(await project.read("src/py/textwrap.js")).toMatch(/^export \* from "\.\/@one\/textwrap\.js";$/m);
  expect(Object.keys(await project.snapshot("src/py"))).not.toContain("src/py/string.ts");
});

it("locks each one separately, and records their places for the run time", async () => {
  const lock = parseLock(await project.read("snakebridge.lock"), "snakebridge.lock");
  expect(Object.keys(lock.environments)).toEqual(["default", "one", "two"]);
  const { python, environments } = JSON.parse(await project.read(".snakebridge/runtime.json"));
  const pythons = [python, environments.one.python, environments.two.python];
  const folders = pythons.map((path) => path.replaceAll("\\", "/").split("/environments/")[1].split("/")[0]);
  expect(folders).toEqual(["default", "one", "two"]);
});

it("leaves a project that passes check; a second run starts no process and writes no file", async () => {
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
  const before = await project.snapshot();
  const { stdout, stderr } = await runCli(project.root, ["generate", "--json"], {
    NODE_OPTIONS: `--import=${forbidProcesses}`,
  });
  expect(JSON.parse(stdout), stderr).toMatchObject({ exitCode: 0, written: [], introspected: false });
  expect(await project.snapshot()).toEqual(before);
});

it("names a library of several environments, and an environment that is not there", async () => {
  await project.write({
    "src/more.ts": `import { digits } from "#py/string";
import { mean } from "#py/@tow/statistics";
import { dumps } from "#py/@one/json";
export const x = [digits, mean, dumps];
`,
  });
  const { diagnostics } = await run();
  expect(diagnostics).toMatchObject([
    {
      code: "SB1012",
      message: '"string" is in several environments: "one", "two".',
      location: { file: "src/more.ts", line: 1 },
      fix: 'Import from "#py/@one/string" or "#py/@two/string".',
    },
    { code: "SB1012", message: 'There is no environment "tow". Did you mean "two"?', location: { line: 2 } },
    { code: "SB1003", message: expect.stringContaining('not configured in the environment "one"') },
  ]);
  expect((await check({ cwd: project.root })).diagnostics.map(({ code }) => code)).toEqual(
    diagnostics.map(({ code }) => code),
  );
});

it("checks and prunes each one by its own uses", async () => {
  await project.write({
    "src/main.ts": main.replace("median", "fmean").replaceAll("median(", "fmean("),
  });
  const { diagnostics } = await check({ cwd: project.root });
  expect(diagnostics).toMatchObject([{ code: "SB1001", location: { file: "src/main.ts", line: 2 } }]);
  await run();
  expect(await prune({ cwd: project.root })).toMatchObject({
    removed: ["@one/statistics:median"],
    deleted: [],
  });
  expect(await project.read("src/py/@one/statistics.ts")).not.toContain("median(");
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ diagnostics: [] });
});

it("keeps other projects' packages in a shared lock", () => {
  const locked = {
    python: { requirement: ">=3.10", version: "3.11.7" },
    requirements: [],
    packages: [],
    platforms: {},
  };
  const before = {
    format: 1,
    generator: { version: "0", hash: "" },
    options: "",
    environments: { other: locked },
  } as const;
  const own = parseConfig({ libraries: {} }, "/app/snakebridge.config.json");
  const next = (lock: string): string[] =>
    Object.keys(nextLock({ ...own, lock }, { default: locked }, before).environments);
  expect(next("../snakebridge.lock").sort()).toEqual(["default", "other"]);
  expect(next("snakebridge.lock")).toEqual(["default"]);
});

it("needs no unnamed environment", async () => {
  const { environments } = config;
  await project.write({
    "snakebridge.config.json": JSON.stringify({ environments }),
    "src/main.ts": 'import { mean } from "#py/statistics";\nexport const x = mean([1]);\n',
  });
  expect(await run()).toMatchObject({ diagnostics: [] });
  const lock = parseLock(await project.read("snakebridge.lock"), "snakebridge.lock");
  expect(Object.keys(lock.environments)).toEqual(["one", "two"]);
  expect(JSON.parse(await project.read(".snakebridge/runtime.json"))).not.toHaveProperty("python");
});

it("looks names up in the environment of an import without a name", async () => {
  const reference = await openReference({ cwd: project.root, progress: silentProgress });
  expect(reference.libraries).toEqual(["statistics", "string", "textwrap"]);
  expect(await reference.entry("textwrap.indent")).toMatchObject({ entry: { kind: "function" } });
});

it("names the environment that cannot be created", async () => {
  const impossible = { ...config.environments, one: { libraries: { statistics: true }, python: ">=3.99" } };
  await project.write({ "snakebridge.config.json": JSON.stringify({ ...config, environments: impossible }) });
  await expect(run({ offline: true })).rejects.toMatchObject({
    diagnostics: [{ message: expect.stringMatching(/^Environment "one": /) }],
  });
});
