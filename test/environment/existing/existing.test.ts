import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { openReference } from "../../../src/commands/lookup/reference.ts";
import { silentProgress } from "../../../src/diagnostics/progress.ts";
import { interpretersIn, locateEnvironment } from "../../../src/environment/existing/locate-environment.ts";
import { inspectEnvironment } from "../../../src/environment/inspect-environment.ts";
import { parseLock } from "../../../src/project/lock/parse-lock.ts";
import { close, symbol } from "../../../src/runtime/index.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";
import { testPython } from "../../support/test-python.ts";
import { configIn, realUv, temporaryFolder, withVariables } from "../support.ts";

let uv: string;
let project: TempProject;
let restore: () => void;

beforeAll(async () => {
  uv = await realUv();
});
beforeEach(async () => {
  project = openProject(await temporaryFolder());
  restore = withVariables({
    SNAKEBRIDGE_UV: uv,
    SNAKEBRIDGE_PROJECT: project.root,
    SNAKEBRIDGE_PYTHON: undefined,
  });
});
afterEach(async () => {
  await close();
  restore();
  await rm(project.root, { recursive: true, force: true });
});

const forbidProcesses = pathToFileURL(join(import.meta.dirname, "../../support/forbid-processes.mjs")).href;
const install = async (venv: string, ...packages: string[]) =>
  packages.length > 0 && execa(uv, ["pip", "install", "--quiet", "--python", venv, ...packages]);

/** A real environment, as another tool creates it. */
async function venv(path: string, ...packages: string[]): Promise<string> {
  await execa(uv, ["venv", "--quiet", "--python", testPython, project.path(path)]);
  await install(project.path(path), ...packages);
  return project.path(path);
}

async function write(
  existing: string,
  libraries: object = { six: ">=1.15" },
  more: object = {},
): Promise<void> {
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries, existing, ...more }),
    "src/main.ts": 'import { ensure_str } from "#py/six";\nexport const text = ensure_str("x");\n',
  });
}

/** Everything below a folder: names, kinds, contents, and when they were written. */
async function treeHash(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => [join(entry.parentPath, entry.name), entry] as const);
  for (const [path, entry] of paths.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(path);
    if (entry.isSymbolicLink()) hash.update(await readlink(path));
    else hash.update(String((await stat(path)).mtimeMs));
    if (entry.isFile()) hash.update(await readFile(path));
  }
  return hash.digest("hex");
}

const failsWith = (code: string, message: string) => ({
  diagnostics: [
    { code, severity: "error", message: expect.stringContaining(message), fix: expect.any(String) },
  ],
});

describe("a venv", () => {
  test("is introspected and called, and not a byte of it changes", async () => {
    const folder = await venv(".venv", "six==1.16.0", "attrs");
    const before = await treeHash(folder);
    await write("./.venv", { six: ">=1.15", attr: "*" }, { pool: { carrier: "grpc" } });
    const result = await generate({ cwd: project.root });
    expect(result.diagnostics).toEqual([]);
    expect(await project.read("src/py/six.ts")).toContain("ensure_str");

    const six = symbol("six");
    expect(await six.$invoke("ensure_str", Buffer.from("abc"))).toBe("abc");
    expect(await symbol("attr").$attr("__version__")).toMatch(/^2\d\./);
    expect(await six.$attr("__file__")).toContain(folder);
    // A Python that a library starts writes nothing either.
    const started = `import sys, subprocess; subprocess.run([sys.executable, "-c", "import attr.validators"], check=True)`;
    await symbol("builtins").$invoke("exec", started, {});
    await close();
    expect(await treeHash(folder)).toBe(before);
  });

  test("is described by the lock: what was found, and what the worker needs beside it", async () => {
    await venv(".venv", "six==1.16.0");
    await write(".venv");
    await generate({ cwd: project.root });
    const { default: locked } = parseLock(await project.read("snakebridge.lock"), "").environments;
    expect(locked).toMatchObject({
      unmanaged: true,
      packages: [{ name: "six", version: "1.16.0", hashes: [] }],
      beside: expect.arrayContaining([
        { name: "grpcio", version: expect.any(String), hashes: expect.any(Array) },
        { name: "msgpack", version: expect.any(String), hashes: expect.any(Array) },
      ]),
    });
    expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
    const { stdout } = await runCli(project.root, ["generate", "--json"], {
      NODE_OPTIONS: `--import=${forbidProcesses}`,
    });
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, written: [] });
  });

  test("that changed is reported by check, refused by --locked, and read again by generate", async () => {
    const folder = await venv(".venv", "six==1.16.0");
    await write(".venv");
    await generate({ cwd: project.root });
    await install(folder, "six==1.17.0", "idna==3.10");
    const changed = "idna (not installed) -> 3.10, six 1.16.0 -> 1.17.0";
    const finding = { code: "SB5013", severity: "warning", message: expect.stringContaining(changed) };
    expect(await check({ cwd: project.root })).toMatchObject({ ok: true, diagnostics: [finding] });
    expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: false });
    await expect(generate({ cwd: project.root, locked: true })).rejects.toMatchObject(
      failsWith("SB5013", changed),
    );
    const { libraries, introspected } = await generate({ cwd: project.root });
    expect(introspected).toBe(true);
    expect(libraries).toMatchObject([{ name: "six", version: "1.17.0" }]);
    expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });
    expect(await generate({ cwd: project.root, locked: true })).toMatchObject({ written: [] });
  });

  test("that has what the worker needs gets nothing beside, and needs neither uv nor network", async () => {
    await venv(".venv", "six", "grpcio", "msgpack");
    await write(".venv");
    process.env.SNAKEBRIDGE_UV = project.path("missing/uv");
    await generate({ cwd: project.root, offline: true });
    const { default: locked } = parseLock(await project.read("snakebridge.lock"), "").environments;
    expect(locked?.beside).toBeUndefined();
    expect(await symbol("six").$invoke("ensure_str", "x")).toBe("x");
  });

  test("is not hidden by the worker's packages, whose versions are compatible with it", async () => {
    const folder = await venv(".venv", "six", "typing-extensions==4.8.0");
    await write(".venv");
    await generate({ cwd: project.root });
    const { default: locked } = parseLock(await project.read("snakebridge.lock"), "").environments;
    expect(locked?.beside?.map(({ name }) => name)).not.toContain("typing-extensions");
    expect(await symbol("typing_extensions").$attr("__file__")).toContain(folder);
    expect(await symbol("grpc").$attr("__file__")).toContain(".snakebridge");
  });

  test("is what doctor and the reference look at", async () => {
    const folder = await venv(".venv", "six==1.16.0");
    await write(".venv");
    const config = configIn(project.root, { existing: ".venv" });
    expect((await inspectEnvironment(config)).environment).toMatchObject({ state: "missing or broken" });
    await generate({ cwd: project.root });
    const lock = parseLock(await project.read("snakebridge.lock"), "");
    expect((await inspectEnvironment(config, lock)).environment).toMatchObject({
      state: "ready",
      python: interpretersIn(folder)[0],
    });
    const before = await treeHash(folder);
    const reference = await openReference({ cwd: project.root, progress: silentProgress });
    expect(reference.versionOf("six")).toBe("six 1.16.0");
    expect(await reference.entry("six.ensure_str")).toMatchObject({ entry: { name: "six.ensure_str" } });
    expect(await treeHash(folder)).toBe(before);
  });
});

describe("what cannot be used", () => {
  test("an environment that is not there, or is none", async () => {
    await write("./.venv");
    await expect(generate({ cwd: project.root })).rejects.toMatchObject(
      failsWith("SB3014", "there is no Python in"),
    );
    await project.write({ ".venv/bin/python": "", ".venv/Scripts/python.exe": "" });
    await expect(generate({ cwd: project.root })).rejects.toMatchObject(
      failsWith("SB3014", "is not a working Python"),
    );
  });

  test("one without what the configuration asks for, or of another Python", async () => {
    await venv(".venv", "six==1.16.0", "msgpack==0.6.2");
    await write(".venv", { six: ">=1.17", idna: ">=3", yaml: "*" });
    await expect(generate({ cwd: project.root })).rejects.toMatchObject(
      failsWith("SB3015", "idna>=3 (not installed), six>=1.17 (1.16.0 is installed)."),
    );
    await write(".venv");
    await expect(generate({ cwd: project.root })).rejects.toMatchObject(
      failsWith("SB3015", "msgpack 0.6.2, but snakebridge's worker needs msgpack>=1"),
    );
    await write(".venv", {}, { python: ">=3.14" });
    await expect(generate({ cwd: project.root })).rejects.toMatchObject(failsWith("SB3002", ">=3.14"));
  });

  test("an upgrade: its packages are not ours", async () => {
    await venv(".venv", "six");
    await write(".venv");
    await expect(generate({ cwd: project.root, upgrade: true })).rejects.toMatchObject(
      failsWith("SB3014", "cannot be upgraded with --upgrade"),
    );
  });

  test("offline, a missing worker package is named", async () => {
    await venv(".venv", "six");
    await write(".venv");
    process.env.UV_CACHE_DIR = project.path("cold");
    await expect(generate({ cwd: project.root, offline: true })).rejects.toMatchObject(
      failsWith("SB3007", "is not in uv's cache"),
    );
    delete process.env.UV_CACHE_DIR;
  });
});

describe("where it is", () => {
  const found = (setting: string, remembered?: string) =>
    locateEnvironment(project.root, setting, remembered);

  test("a folder or an interpreter by path; conda's layout on Windows has it at the top", async () => {
    const folder = await venv("elsewhere/env");
    const [python] = interpretersIn(folder);
    expect(await found("elsewhere/env")).toEqual({ python });
    expect(await found(python!)).toEqual({ python });
    expect(interpretersIn("env", "win32").map((path) => path.replaceAll("\\", "/"))).toEqual([
      "env/Scripts/python.exe",
      "env/python.exe",
    ]);
  });

  test("a conda environment by its name, from conda's own list", async () => {
    const home = withVariables({ HOME: project.root, USERPROFILE: project.root });
    const folder = await venv("conda/envs/vision");
    await mkdir(project.path(".conda"));
    await writeFile(project.path(".conda/environments.txt"), `/opt/conda\n/gone/vision\n${folder}\n`);
    expect(await found("conda:vision")).toEqual({ python: interpretersIn(folder)[0] });
    expect(await found("conda:other")).toEqual({ problem: expect.stringContaining("called other") });
    home();
  });

  test("the first Python on PATH", async () => {
    const folder = await venv("env");
    const path = withVariables({ PATH: project.path("env/bin") });
    expect(await found("system")).toEqual({ python: join(folder, "bin/python3") });
    process.env.PATH = project.path("nothing");
    expect(await found("system")).toEqual({ problem: "there is no Python on PATH" });
    path();
  });

  test("Poetry's environment: in the project, or where Poetry reports it", async () => {
    const poetry = await venv("poetry", "poetry");
    const variables = withVariables({
      PATH: `${join(poetry, "bin")}:${process.env.PATH}`,
      POETRY_CACHE_DIR: project.path("cache"),
      POETRY_VIRTUALENVS_IN_PROJECT: "false",
    });
    try {
      await project.write({
        "pyproject.toml": `[project]\nname = "p"\nversion = "1"\nrequires-python = ">=3.10"\n[tool.poetry]\npackage-mode = false\n`,
      });
      expect(await found("poetry")).toEqual({ problem: expect.stringContaining("Poetry reports no") });
      const cwd = project.root;
      await execa(join(poetry, "bin/poetry"), ["env", "use", interpretersIn(poetry)[0]!], { cwd });
      const { stdout } = await execa(join(poetry, "bin/poetry"), ["env", "info", "--path"], { cwd });
      const python = interpretersIn(stdout.trim())[0];
      expect(stdout).toContain(project.path("cache"));
      expect(await found("poetry")).toEqual({ python });
      process.env.PATH = project.path("nothing");
      expect(await found("poetry", python)).toEqual({ python });
      await venv(".venv");
      expect(await found("poetry", python)).toEqual({ python: interpretersIn(project.path(".venv"))[0] });
    } finally {
      variables();
    }
  });
});
