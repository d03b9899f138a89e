import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { openProject, type TempProject } from "../support/temp-project.ts";

/*
 * A repository of npm workspaces: `app` has a project of its own, `web` uses the modules that the package `python` exports.
 * The tests are the steps of one story and share the repository.
 */

const repository = join(import.meta.dirname, "../..");
let project: TempProject;

const manifestOf = (name: string, more: object = {}): string =>
  JSON.stringify({ name: `@acme/${name}`, version: "1.0.0", private: true, type: "module", ...more });
const files = {
  "package.json": JSON.stringify({ private: true, workspaces: ["packages/*"] }),
  "packages/app/package.json": manifestOf("app", {
    imports: { "#py/*": { types: "./src/py/*.ts", default: "./src/py/*.js" } },
  }),
  "packages/app/snakebridge.config.json": JSON.stringify({ libraries: { statistics: true } }),
  "packages/app/src/main.js": 'import { mean } from "#py/statistics";\nconsole.log(await mean([1, 2, 6]));\n',
  "packages/app/src/main.ts": 'import { mean } from "#py/statistics";\nconsole.log(await mean([1, 2, 6]));\n',
  "packages/python/package.json": manifestOf("python", {
    exports: { "./*": { types: "./src/py/*.ts", default: "./src/py/*.js" } },
  }),
  "packages/python/snakebridge.config.json": JSON.stringify({
    libraries: { statistics: { include: ["median"] } },
  }),
  "packages/web/package.json": manifestOf("web", { dependencies: { "@acme/python": "1.0.0" } }),
  "packages/web/main.js":
    'import { median } from "@acme/python/statistics";\nconsole.log(await median([1, 2, 6]));\n',
};

beforeAll(async () => {
  if (!existsSync(join(repository, "dist/cli/main.js")))
    throw new Error('The package is not built: run "npm test", or "npm run build".');
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge workspaces-"))));
  await project.write(files);
  const install = ["install", "--offline", "--no-audit", "--no-fund"];
  await execa("npm", install, { cwd: project.root, shell: process.platform === "win32" });
  await symlink(repository, project.path("node_modules/snakebridge"), "junction");
}, 120_000);
afterAll(() => rm(project.root, { recursive: true, force: true }));

async function generateIn(folder: string): Promise<void> {
  const { exitCode, stderr } = await runCli(project.path(folder), ["generate"]);
  expect(exitCode, stderr).toBe(0);
}

async function run(file: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const without = { SNAKEBRIDGE_PYTHON: undefined, SNAKEBRIDGE_PROJECT: undefined };
  const { stdout } = await execa(process.execPath, [project.path(file)], {
    cwd: project.root,
    env: { ...without, ...env },
  });
  return stdout;
}

it("a command takes the package's own project, from any folder in it", async () => {
  await generateIn("packages/app/src");
  const written = Object.keys(await project.snapshot()).filter((path) =>
    /\/py\/|snakebridge\.lock$/.test(path),
  );
  expect(written).toEqual([
    "packages/app/snakebridge.lock",
    "packages/app/src/py/manifest.json",
    "packages/app/src/py/statistics.js",
    "packages/app/src/py/statistics.ts",
  ]);
});

it("a program finds its own package's environment, wherever it is started", async () => {
  expect(await run("packages/app/src/main.js")).toBe("3");
});

it("a package can have the modules for others", async () => {
  await generateIn("packages/python");
  expect(await run("packages/web/main.js", { SNAKEBRIDGE_PROJECT: project.path("packages/python") })).toBe(
    "2",
  );
});

it("above all packages there is no project", async () => {
  const { exitCode, stderr } = await runCli(project.root, ["check"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("SB2001");
});

it("or one project above all packages scans them, by the names that tsconfig.json gives to the modules", async () => {
  await rm(project.path("packages/python/snakebridge.config.json"));
  const paths = { "@acme/python/*": ["../python/src/py/*"] };
  await project.write({
    "snakebridge.config.json": JSON.stringify({
      libraries: { statistics: true },
      include: ["packages/web/**/*.ts"],
      output: "packages/python/src/py",
    }),
    "packages/web/tsconfig.json": JSON.stringify({ compilerOptions: { paths } }),
    "packages/web/more.ts":
      'import { fmean } from "@acme/python/statistics";\nconsole.log(await fmean([1, 2]));\n',
    "packages/web/main.js":
      'import { fmean } from "@acme/python/statistics";\nconsole.log(await fmean([1, 2]));\n',
  });
  await generateIn("packages/web");
  expect(existsSync(project.path("snakebridge.lock"))).toBe(true);
  expect(await run("packages/web/main.js")).toBe("1.5");
});
