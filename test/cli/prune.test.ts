import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { generatedProject } from "../support/generated-project.ts";
import { runCli } from "../support/run-cli.ts";

const repository = join(import.meta.dirname, "../..");
const python = process.env.SNAKEBRIDGE_TEST_PYTHON ?? "python3";
const onlyMean = { "src/main.ts": 'import { mean } from "#py/numpy";\nexport const m = mean([1]);\n' };

/** Runs the command line on a pseudo-terminal; its output there is not captured. */
async function runOnTerminal(cwd: string, args: readonly string[], command = ""): Promise<number> {
  const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
  const node = [process.execPath, "--import", tsx, join(repository, "src/cli/main.ts"), ...args];
  const argv = command === "" ? node : ["/bin/sh", "-c", `"$@" ${command}`, "sh", ...node];
  const script = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  const env = { CI: undefined, GITHUB_ACTIONS: undefined, TERM: "xterm" };
  const { exitCode } = await execa(python, ["-c", script, ...argv], { cwd, env, reject: false });
  return exitCode ?? -1;
}

describe.skipIf(process.platform === "win32")("on a terminal", () => {
  it.each([
    ["without an option", [], ""],
    ["with its output in a pipe", [], "| cat"],
    ["with --dry-run", ["--dry-run"], ""],
  ])("%s it only lists", async (_, args, command) => {
    const project = await generatedProject(onlyMean);
    const before = await project.snapshot();
    expect(await runOnTerminal(project.root, ["prune", ...args], command)).toBe(0);
    expect(await project.snapshot()).toEqual(before);
  });

  it("removes with --yes", async () => {
    const project = await generatedProject(onlyMean);
    expect(await runOnTerminal(project.root, ["prune", "--yes"])).toBe(0);
    expect(await project.read("src/py/numpy.ts")).not.toContain("median");
  });
});

it("removes names without a terminal, and prints what it removed and why others stay", async () => {
  const project = await generatedProject({
    ...onlyMean,
    "src/barrel.ts": 'export * from "#py/numpy/linalg";\n',
  });
  const { exitCode, stdout } = await runCli(project.root, ["prune"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("- numpy.median");
  expect(stdout).toContain("Kept 1 name that no source mentions: 1 re-exported.");
  expect(await project.read("src/py/numpy.ts")).not.toContain("median");
});

it("only lists names with --dry-run, and rejects --dry-run with --yes", async () => {
  const project = await generatedProject(onlyMean);
  const before = await project.snapshot();
  const { stdout } = await runCli(project.root, ["prune", "--dry-run", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    dryRun: true,
    removed: expect.arrayContaining(["numpy:median"]),
  });
  expect((await runCli(project.root, ["prune", "--dry-run", "--yes"])).exitCode).toBe(2);
  expect(await project.snapshot()).toEqual(before);
});
