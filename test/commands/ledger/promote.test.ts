import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { ledger } from "../../../src/commands/ledger/ledger.ts";
import { promote } from "../../../src/commands/ledger/promote.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";

/*
 * The tests are the steps of one story, from a program that calls by name to wrappers, and share the project.
 */

const repository = join(import.meta.dirname, "../../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
const runtime = pathToFileURL(join(repository, "src/runtime/index.ts")).href;

let project: TempProject;

const config = { libraries: { statistics: true, os: { exclude: ["system"] } } };
const program = `import { call, symbol } from ${JSON.stringify(runtime)};
for (const values of [[1, 2, 3], [4], [5]]) await call("statistics", "median", [values]);
await call("statistics", "mean", [[1]]);
await call("statistics", "meen", [[1]]).catch(() => {});
await call("os", "path.join", ["a", "b"]);
await call("os.path", "join", ["a", "b"]);
await call("statistics", "NormalDist.from_samples", [[1, 2, 3]]);
await call("json", "dumps", [1]);
symbol("os", "system");
`;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  await project.write({
    "snakebridge.config.json": JSON.stringify(config),
    "src/main.ts": 'import { mean } from "#py/statistics";\nexport const m = mean([1]);\n',
    "src/by-name.mts": program,
  });
  await generate({ cwd: project.root });
  await execa(process.execPath, ["--import", tsx, project.path("src/by-name.mts")], {
    cwd: project.root,
    env: { CI: undefined, NODE_ENV: undefined },
  });
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

const stateOf = async (): Promise<Record<string, string>> => {
  const { rows } = await ledger({ cwd: project.root });
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
};

it("lists names called by name, with places and their state in the project", async () => {
  const { exitCode, stdout } = await runCli(project.root, ["ledger"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^statistics\.median {2}3 times {2}new\n {4}src\/by-name\.mts:2\n/);
  expect(stdout).toContain("os.path.join  2 times  new\n    src/by-name.mts:5, src/by-name.mts:6\n");
  expect(stdout).toContain("4 names could be generated: npx snakebridge promote");
  expect(await stateOf()).toEqual({
    "json.dumps": "not configured",
    "os.path.join": "new",
    "os.system": "excluded",
    "statistics.NormalDist.from_samples": "new",
    "statistics.mean": "generated",
    "statistics.median": "new",
    "statistics.meen": "new",
  });
});

it("reports names that are not in the ledger, not configured, or excluded", async () => {
  const before = await project.snapshot();
  const names = ["statistics.medan", "json", "os.system"];
  const result = await promote({ cwd: project.root, names });
  expect(result.diagnostics).toMatchObject([
    {
      code: "SB1011",
      message: expect.stringMatching(
        /^"statistics.medan" is not in the ledger\. Did you mean .*"statistics.median"/,
      ),
    },
    { code: "SB1003" },
    { code: "SB1008" },
  ]);
  expect(result.promoted).toEqual([]);
  expect(await project.snapshot()).toEqual(before);
});

it("promotes the given names", async () => {
  const { exitCode, stdout } = await runCli(project.root, ["promote", "statistics.median", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ promoted: ["statistics:median"] });
  expect(await project.read("src/py/statistics.ts")).toContain("export function median(");
  expect(await project.read("src/py/manifest.json")).toContain('"promoted": [\n    "statistics:median"\n  ]');
  expect(await stateOf()).not.toHaveProperty(["statistics.median"]);
});

it("promotes all new names, and reports names that Python does not have", async () => {
  const result = await promote({ cwd: project.root, names: [] });
  expect(result.promoted).toEqual(["os.path:join", "statistics:NormalDist"]);
  expect(result.diagnostics).toMatchObject([
    {
      code: "SB1002",
      message: expect.stringMatching(/^statistics has no "meen" \(promoted\)\. Did you mean "mean"/),
    },
  ]);
  expect(await stateOf()).toMatchObject({ "statistics.meen": "new" });
  expect(await stateOf()).not.toHaveProperty(["os.path.join"]);
});

it("leaves a project that passes check and that generate does not change; prune keeps the name", async () => {
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
  const before = await project.snapshot();
  expect((await generate({ cwd: project.root })).written).toEqual([]);
  const { removed, kept } = await prune({ cwd: project.root });
  expect(removed).toEqual([]);
  expect(kept).toEqual({
    "os.path:join": "promoted",
    "statistics:NormalDist": "promoted",
    "statistics:median": "promoted",
  });
  expect(await project.snapshot()).toEqual(before);
});

it("demotes names, so that prune removes them", async () => {
  const { exitCode, stdout } = await runCli(project.root, [
    "promote",
    "--remove",
    "statistics.NormalDist",
    "os.path.join",
  ]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("- statistics.NormalDist")]);
  expect((await prune({ cwd: project.root })).removed).toEqual([
    "os.path:",
    "os.path:join",
    "statistics:NormalDist",
  ]);
  const unknown = await runCli(project.root, ["promote", "--remove", "statistics.medain", "--json"]);
  expect(unknown.exitCode).toBe(1);
  expect(JSON.parse(unknown.stdout)).toMatchObject({ diagnostics: [{ code: "SB1011" }] });
});

it("is emptied with --clear", async () => {
  const { exitCode, stdout } = await runCli(project.root, ["ledger", "--clear"]);
  expect([exitCode, stdout.trim()]).toEqual([0, "Removed 4 names from the ledger."]);
  expect((await runCli(project.root, ["ledger"])).stdout.trim()).toContain("The ledger is empty");
});
