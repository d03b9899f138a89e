import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { generate } from "../../../src/commands/generate/generate.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { type CheckerFault, fakeChecker } from "../../support/fake-checker.ts";
import { isRunning } from "../../support/marked-processes.ts";
import { type TempProject, tempProject } from "../../support/temp-project.ts";

const repository = join(import.meta.dirname, "../../..");

let project: TempProject;
beforeEach(async () => {
  project = await tempProject({
    "snakebridge.config.json": '{ "libraries": { "statistics": true } }',
    "src/main.ts": 'import { fmean } from "#py/statistics";\nexport const result = fmean([1, 2]);\n',
    "node_modules/pyright/package.json": '{ "version": "1.2.3" }',
    "node_modules/pyright/dist/typeshed-fallback/stdlib/empty.pyi": "",
  });
  process.env.SNAKEBRIDGE_CACHE = project.path("cache");
});
afterEach(() => {
  delete process.env.SNAKEBRIDGE_CACHE;
});

async function install(fault: CheckerFault): Promise<void> {
  await project.write({
    "node_modules/pyright/langserver.index.js": fakeChecker(fault, project.path("pids")),
  });
}

const pids = async (): Promise<number[]> =>
  (await readFile(project.path("pids"), "utf8")).trim().split("\n").map(Number);
const record = async (): Promise<unknown> =>
  (JSON.parse(await project.read("src/py/manifest.json")) as Manifest).libraries.statistics;

it("generates without types that the checker fails to infer, and infers more in the next run", async () => {
  await install("dies");
  const first = await generate({ cwd: project.root });
  expect(first.diagnostics).toMatchObject([
    {
      code: "SB4007",
      severity: "warning",
      message: "pyright 1.2.3 did not infer all types of statistics: it ended (exit code 3).",
      detail: "out of memory",
    },
  ]);
  expect(await project.read("src/py/statistics.ts")).toContain("export function fmean");
  expect(await record()).not.toHaveProperty("stubs");

  const second = await generate({ cwd: project.root });
  expect(second.diagnostics).toEqual([]);
  expect(await record()).toHaveProperty("stubs", "pyright 1.2.3");
  expect(await pids()).toHaveLength(1);

  const third = await generate({ cwd: project.root });
  expect(third).toMatchObject({ introspected: false, written: [], diagnostics: [] });
});

it("keeps generated types when the checker is no longer installed", async () => {
  await install("dies");
  await generate({ cwd: project.root });
  await generate({ cwd: project.root });
  const withChecker = await project.read("src/py/statistics.ts");
  await rm(project.path("node_modules"), { recursive: true });
  expect(await generate({ cwd: project.root })).toMatchObject({ introspected: false, written: [] });
  expect(await project.read("src/py/statistics.ts")).toBe(withChecker);
});

it.skipIf(process.platform === "win32")("ends the checker's process when it is interrupted", async () => {
  await install("hangs");
  const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
  const running = execa(
    process.execPath,
    ["--import", tsx, join(repository, "src/cli/main.ts"), "generate"],
    { cwd: project.root, reject: false },
  );
  const [pid = 0] = await vi.waitFor(pids, { timeout: 50_000 });
  running.kill("SIGINT");
  expect((await running).exitCode).toBe(130);
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});
