import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openProject, type TempProject } from "../support/temp-project.ts";

/*
 * What is committed is replaced by something else. Every command names it and ends at once, whatever waits for a writer or
 * never ends; what stands in the way is neither followed nor changed; and when it is gone, the project is as before.
 */

const cli = join(import.meta.dirname, "../../dist/cli/main.js");
const manifest = "src/py/manifest.json";
const lock = "snakebridge.lock";
const output = "src/py/statistics.ts";

let project: TempProject;
let outside: string;
let golden: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  outside = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-outside-")));
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries: { statistics: true } }),
    "src/main.ts": 'import { mean } from "#py/statistics";\nexport const m = mean([1]);\n',
  });
  // By the command, not by the function: its generator has the identity of the build.
  expect(await run("generate")).toMatchObject({ exitCode: 0 });
  golden = await project.snapshot();
});
afterAll(async () => {
  await rm(project.root, { recursive: true, force: true });
  await rm(outside, { recursive: true, force: true });
});

afterEach(async () => {
  for (const path of ["src/py", lock]) await rm(project.path(path), { recursive: true, force: true });
  await project.write(golden);
  expect(await run("generate")).toMatchObject({ exitCode: 0, written: [] });
  expect(await project.snapshot()).toEqual(golden);
});

/** What a command prints with `--json`. A command that waits is killed, and has no exit code. */
async function run(command: string): Promise<{ exitCode: number; codes: string[]; written?: string[] }> {
  const { stdout } = await execa(process.execPath, [cli, ...command.split(" "), "--json"], {
    cwd: project.root,
    reject: false,
    timeout: 40_000,
    killSignal: "SIGKILL",
  });
  const { diagnostics, ...document } = JSON.parse(stdout || '{"diagnostics":[]}');
  return { ...document, codes: diagnostics.map(({ code }: { code: string }) => code) };
}

async function replace(path: string, by: (absolute: string) => unknown): Promise<void> {
  await rm(project.path(path), { recursive: true, force: true });
  await by(project.path(path));
}

const things: Readonly<Record<string, (absolute: string) => unknown>> = {
  "a named pipe": (path) => execFileSync("mkfifo", [path]),
  "a device": (path) => symlink("/dev/zero", path),
  "a link to itself": (path) => symlink(path, path),
  "a folder": (path) => mkdir(path),
  "200 MB": async (path) => {
    await writeFile(path, "{");
    await truncate(path, 200_000_000);
  },
};

describe.skipIf(process.platform === "win32").each(Object.entries(things))("%s", (_, make) => {
  it.each([
    [manifest, "SB5004"],
    [lock, "SB5005"],
  ])("in place of %s is %s to every command", async (path, code) => {
    await replace(path, make);
    for (const command of ["check", "generate", "prune --dry-run"])
      expect(await run(command), command).toMatchObject({ exitCode: 2, codes: [code] });
  });
});

describe.skipIf(process.platform === "win32")("in place of a generated file", () => {
  const { "200 MB": _large, ...obstacles } = things;

  it.each(Object.entries(obstacles))("%s is SB5008, and left alone", async (_, make) => {
    await replace(output, make);
    expect(await run("check")).toMatchObject({ exitCode: 1, codes: ["SB5008"] });
    expect(await run("generate")).toMatchObject({ exitCode: 2, codes: ["SB5008"] });
  });

  it("a link to another file is not followed", async () => {
    const target = join(outside, "mine");
    await writeFile(target, golden[output]!);
    await replace(output, (path) => symlink(target, path));
    expect(await run("check")).toMatchObject({ exitCode: 1, codes: ["SB5008"] });
    expect(await run("generate")).toMatchObject({ exitCode: 2, codes: ["SB5008"] });
  });
});

describe.skipIf(process.platform === "win32")("in place of the output folder", () => {
  it("a link out of the project is SB5008, also to check, and nothing is written there", async () => {
    await rename(project.path("src/py"), join(outside, "py"));
    await symlink(join(outside, "py"), project.path("src/py"));
    await project.write({ "src/main.ts": 'import { median } from "#py/statistics";\n' });
    expect(await run("check")).toMatchObject({ exitCode: 1, codes: ["SB5008", "SB1001"] });
    expect(await run("generate")).toMatchObject({ exitCode: 2, codes: ["SB5008"] });
    const { "src/py/manifest.json": before } = golden;
    expect(await openProject(outside).read("py/manifest.json")).toBe(before);
  });

  it("a named pipe is SB5008", async () => {
    await replace("src/py", things["a named pipe"]!);
    expect(await run("generate")).toMatchObject({ exitCode: 2, codes: ["SB5008"] });
  });
});

describe("a key that is there twice", () => {
  it("in the lock hides nothing from check, and generate mends it", async () => {
    const text = golden[lock]!;
    await project.write({
      [lock]: text.replace('  "environments"', '  "environments": {},\n  "environments"'),
    });
    expect(await run("check")).toMatchObject({ exitCode: 1, codes: ["SB5011"] });
    expect(await run("generate")).toMatchObject({ exitCode: 0, written: [lock] });
  });

  it("in the manifest hides nothing from check, and generate mends it", async () => {
    const text = golden[manifest]!;
    await project.write({ [manifest]: text.replace('  "symbols"', '  "symbols": {},\n  "symbols"') });
    expect(await run("check")).toMatchObject({ exitCode: 1, codes: ["SB5001"] });
    expect(await run("generate")).toMatchObject({ exitCode: 0, written: [manifest] });
  });
});
