import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, realpath, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openProject, type TempProject } from "../support/temp-project.ts";

/*
 * What a user does, from the packed tarball to the running program, in a folder outside the repository. The tests are
 * the steps of one story and share the project: each builds on those before it.
 */

const repository = join(import.meta.dirname, "../..");
const forbidProcesses = pathToFileURL(join(repository, "test/support/forbid-processes.mjs")).href;

let project: TempProject;

const main = `import { linalg, mean } from "#py/numpy";
import { read_csv } from "#py/pandas";

const table = read_csv("people.csv");
const heights = table.$item("height");
console.log(await mean([1, 2, 3]), await linalg.norm([3, 4]), await mean(heights), await heights.$len());
`;
const printed = "2 5 1.75 2";

const test = `import { expect, test } from "vitest";
import { linalg } from "#py/numpy";

test("norm", async () => {
  expect(await linalg.norm([3, 4])).toBe(5);
});
`;

beforeAll(async () => {
  if (!existsSync(join(repository, "dist/cli/main.js")))
    throw new Error('The package is not built: run "npm test", or "npm run build".');
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge user-"))));
  await npm(repository, ["pack", "--silent", "--pack-destination", project.root]);
  const [tarball = ""] = (await readdir(project.root)).filter((name) => name.endsWith(".tgz"));
  const typescript = `typescript@${await versionOf("typescript")}`;
  await npm(project.root, [
    "install",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    `./${tarball}`,
    typescript,
  ]);
  // Runners that only try the project out; installing them would take longer than all the rest.
  for (const name of ["tsx", "vitest"])
    await symlink(join(repository, "node_modules", name), project.path(`node_modules/${name}`), "junction");
}, 300_000);

afterAll(() => rm(project.root, { recursive: true, force: true }));

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  await execa("npm", args, { cwd, shell: process.platform === "win32" });
}

async function versionOf(name: string): Promise<string> {
  const { stdout } = await execa(process.execPath, ["-p", `require("${name}/package.json").version`], {
    cwd: repository,
  });
  return stdout.trim();
}

/** Runs a script with Node in the project; every exit is a result. */
async function node(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
  const quiet = { GITHUB_ACTIONS: undefined, NODE_OPTIONS: undefined, VITEST: undefined, ...env };
  return await execa(process.execPath, args, { cwd: project.root, reject: false, all: true, env: quiet });
}

const snakebridge = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  node(["node_modules/snakebridge/dist/cli/main.js", ...args], env);

it("init", async () => {
  const { exitCode, stdout } = await snakebridge([
    "init",
    "--yes",
    "--library",
    "numpy",
    "--library",
    "pandas",
  ]);
  expect(stdout).toContain("npx snakebridge generate");
  expect(exitCode).toBe(0);
  expect(JSON.parse(await project.read("package.json"))).toMatchObject({
    type: "module",
    imports: { "#py/*": { types: "./src/py/*.ts", default: "./src/py/*.js" } },
  });
  expect(await project.read(".gitignore")).toContain(".snakebridge/");
  await project.write({
    "src/main.ts": main,
    "norm.test.ts": test,
    "people.csv": "name,height\nAda,1.7\nBo,1.8\n",
  });
});

it("generate", async () => {
  const { exitCode, all, stdout } = await snakebridge(["generate"]);
  expect(all).toContain("Creating the environment");
  expect(stdout).toMatch(/^numpy \S+ {2}2 found, 2 added/m);
  expect(stdout).toMatch(/^generated 5 modules \(5 changed\) in [\d.]+ s$/m);
  expect(exitCode).toBe(0);
  expect(await project.read("snakebridge.lock")).not.toMatch(/https?:|\/(tmp|home|root)\//);
}, 300_000);

it("tsc, and the compiled program", async () => {
  expect(await node(["node_modules/typescript/bin/tsc"])).toMatchObject({ exitCode: 0, all: "" });
  expect(await node(["dist/main.js"])).toMatchObject({ exitCode: 0, all: printed });
});

it("tsc, which looks into the package's types and has no types of Node", async () => {
  const strictest = ["--noEmit", "--skipLibCheck", "false"];
  expect(await node(["node_modules/typescript/bin/tsc", ...strictest])).toMatchObject({
    exitCode: 0,
    all: "",
  });
});

it("tsx, without a build", async () => {
  expect(await node(["node_modules/tsx/dist/cli.mjs", "src/main.ts"])).toMatchObject({
    exitCode: 0,
    all: printed,
  });
});

it("vitest, without a build", async () => {
  const { exitCode, all } = await node(["node_modules/vitest/vitest.mjs", "run"]);
  expect(all).toContain("1 passed");
  expect(exitCode).toBe(0);
});

it("check --strict, where there is neither Python nor network nor .snakebridge", async () => {
  const before = await project.snapshot();
  const bin = project.path("only-node");
  await mkdir(bin);
  await symlink(process.execPath, join(bin, "node"));
  await rename(project.path(".snakebridge"), project.path("set-aside"));
  const checked = await snakebridge(["check", "--strict"], {
    PATH: bin,
    NODE_OPTIONS: `--import=${forbidProcesses}`,
  });
  await rm(project.path(".snakebridge"), { recursive: true, force: true });
  await rename(project.path("set-aside"), project.path(".snakebridge"));
  await rm(bin, { recursive: true });
  expect(checked.stdout).toBe("Everything is generated and current: 5 modules.");
  expect(checked.exitCode).toBe(0);
  expect(await project.snapshot()).toEqual(before);
});

it("prune --dry-run", async () => {
  await project.write({
    "src/main.ts": main.replaceAll(", await linalg.norm([3, 4])", "").replace("linalg, ", ""),
  });
  const stillTested = await snakebridge(["prune", "--dry-run"]);
  expect(stillTested.stdout).not.toContain("numpy.linalg.norm");
  await project.write({ "norm.test.ts": test.replaceAll("linalg", "mean").replace("mean.norm", "mean") });
  const { exitCode, stdout } = await snakebridge(["prune", "--dry-run"]);
  expect(stdout).toContain("- numpy.linalg.norm");
  expect(stdout).toContain("- src/py/numpy/linalg.ts");
  expect(exitCode).toBe(0);
  await project.write({ "src/main.ts": main, "norm.test.ts": test });
});

it("generate again: nothing to do, no process", async () => {
  const before = await project.snapshot();
  const { exitCode, stdout } = await snakebridge(["generate"], {
    NODE_OPTIONS: `--import=${forbidProcesses}`,
  });
  expect(stdout).toMatch(/^nothing has changed: 5 modules up to date/m);
  expect(exitCode).toBe(0);
  expect(await project.snapshot()).toEqual(before);
});

it("doctor finds nothing broken", async () => {
  const { exitCode, stdout } = await snakebridge(["doctor", "--json"]);
  const { findings } = JSON.parse(stdout) as { findings: { subject: string; state: string }[] };
  expect(findings.filter(({ state }) => state === "broken")).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(["Node", "TypeScript", "uv", "Python", "Environment", "Lock", "Accelerator"]),
  );
  expect(exitCode).toBe(0);
});

it("an edited file and a misspelt name, as CI would meet them", async () => {
  const text = await project.read("src/py/numpy.ts");
  await project.write({
    "src/py/numpy.ts": text.replace("function mean(", "function average("),
    "src/typo.ts": 'import { meen } from "#py/numpy";\n\nexport const m = meen([1]);\n',
  });
  const { exitCode, stdout } = await snakebridge(["check", "--strict"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('src/typo.ts(1,10): error SB1001: "numpy.meen" is used but not generated.');
  expect(stdout).toContain("-export function average(");
  const generated = await snakebridge(["generate"]);
  expect(generated.exitCode).toBe(1);
  expect(generated.stdout).toContain(
    'src/typo.ts(1,10): error SB1002: numpy has no "meen". Did you mean "mean"',
  );
  expect(await project.read("src/py/numpy.ts")).toBe(text);
});

it.skipIf(process.platform === "win32")("leaves no process behind", async () => {
  const { stdout } = await execa("ps", ["-eo", "stat=,args="]);
  const running = stdout
    .split("\n")
    .filter((line) => !line.startsWith("Z") && line.includes(project.path(".snakebridge")));
  expect(running).toEqual([]);
});
