import { chmod, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { type GenerateResult, generate } from "../../../src/commands/generate/generate.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";

/** One project for all tests: the environment is created once, with the standard library only. */
let project: TempProject;
let first: GenerateResult;

const forbidProcesses = pathToFileURL(join(import.meta.dirname, "../../support/forbid-processes.mjs")).href;
const config = { libraries: { statistics: true, string: true, asyncio: true } };
const main = `import { mean } from "#py/statistics";
import * as text from "#py/string";
export const results = [mean([1, 2]), text.digits];
`;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  await project.write({ "snakebridge.config.json": JSON.stringify(config), "src/main.ts": main });
  first = await generate({ cwd: project.root });
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

beforeEach(async () => {
  await rm(project.path("src"), { recursive: true, force: true });
  await rm(project.path(".snakebridge/edited"), { recursive: true, force: true });
  await project.write({ "snakebridge.config.json": JSON.stringify(config), "src/main.ts": main });
  await generate({ cwd: project.root });
});

describe("generate", () => {
  it("reports its result for each library", () => {
    expect(first.diagnostics).toEqual([]);
    expect(first.modules).toBe(3);
    expect(first.libraries).toMatchObject([
      { name: "asyncio", found: 0, added: 0 },
      { name: "statistics", found: 1, added: 1, kept: 0, tiers: { signature: 1 } },
      { name: "string", found: 1, added: 1 },
    ]);
    expect(first.written).toEqual(expect.arrayContaining(["src/py/statistics.ts", "snakebridge.lock"]));
  });

  it("leaves a project that passes check", async () => {
    expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
  });

  it("starts no process and writes no file when nothing changed", async () => {
    const before = await project.snapshot();
    const { stdout, exitCode } = await runCli(project.root, ["generate", "--json"], {
      NODE_OPTIONS: `--import=${forbidProcesses}`,
    });
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, written: [], introspected: false });
    expect(exitCode).toBe(0);
    expect(await project.snapshot()).toEqual(before);
  });

  it("resolves merge conflict markers without Python", async () => {
    await project.write({
      "src/more.ts": 'import { median } from "#py/statistics";\nexport const more = median([1]);\n',
    });
    await generate({ cwd: project.root });
    const whole = await project.snapshot();
    const conflict = (path: string, ours: string, theirs: string): Record<string, string> => ({
      [path]: `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`,
    });
    const manifest = parseManifest(whole["src/py/manifest.json"]!, "manifest.json");
    const without = (name: string): string => {
      const symbols = Object.entries(manifest.symbols).filter(([key]) => key !== `statistics:${name}`);
      return serializeManifest({ ...manifest, symbols: Object.fromEntries(symbols) });
    };
    const lock = whole["snakebridge.lock"]!;
    const [generated, other] = [whole["src/py/statistics.ts"]!, whole["src/py/string.ts"]!];
    await project.write({
      ...conflict("src/py/manifest.json", without("mean"), without("median")),
      ...conflict("src/py/statistics.ts", generated, other),
      ...conflict("snakebridge.lock", lock, lock),
    });
    const { stderr, exitCode } = await runCli(project.root, ["generate"], {
      NODE_OPTIONS: `--import=${forbidProcesses}`,
    });
    expect(exitCode, stderr).toBe(0);
    expect(await project.snapshot()).toEqual(whole);
  });

  it("names what Python does not have, and generates the rest", async () => {
    await project.write({
      "src/more.ts": 'import { meen, median } from "#py/statistics";\nexport const x = [meen, median];\n',
    });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(diagnostics).toMatchObject([
      {
        code: "SB1002",
        message: expect.stringMatching(/^statistics has no "meen". Did you mean "mean"/),
        location: { file: "src/more.ts", line: 1, column: 10 },
      },
    ]);
    expect(await project.read("src/py/statistics.ts")).toContain("function median(");
  });

  it("reports it also when other names in a new submodule exist", async () => {
    await project.write({
      "src/more.ts": `import * as asyncio from "#py/asyncio";
export const x = [asyncio.locks.Lock, asyncio.locks.Lokc];
`,
    });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(diagnostics).toMatchObject([
      {
        code: "SB1002",
        message: 'asyncio.locks has no "Lokc". Did you mean "Lock"?',
        location: { line: 2, column: 53 },
      },
    ]);
  });

  it("generates everything else when a module fails on import", async () => {
    await project.write({
      "src/more.ts": `import { IocpProactor } from "#py/asyncio/windows_events";
import { median } from "#py/statistics";
export const x = [IocpProactor, median];
`,
    });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(diagnostics).toMatchObject([
      {
        code: "SB4001",
        message: expect.stringContaining("win32 only"),
        location: { file: "src/more.ts", line: 1 },
      },
    ]);
    expect(await project.read("src/py/statistics.ts")).toContain("function median(");
  });

  it("keeps unused names, also when their library is no longer configured", async () => {
    await project.write({
      "src/main.ts": "export {};\n",
      "snakebridge.config.json": JSON.stringify({ libraries: { string: true } }),
    });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(diagnostics).toEqual([]);
    expect(await project.read("src/py/statistics.ts")).toContain("function mean(");
  });

  it("writes an edited file again and backs up the edited text", async () => {
    const text = await project.read("src/py/statistics.ts");
    const edited = text.replace("function mean(", "function average(");
    await project.write({ "src/py/statistics.ts": edited });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(await project.read("src/py/statistics.ts")).toBe(text);
    expect(diagnostics).toMatchObject([{ code: "SB5001", severity: "warning" }]);
    const [, copy = ""] = /edited text is in (\S+?)\. /.exec(diagnostics[0]?.fix ?? "") ?? [];
    expect(await project.read(copy)).toBe(edited);
  });

  it("treats another generator's files in a fresh clone as outdated, and backs up their texts", async () => {
    const text = await project.read("src/py/statistics.ts");
    const lock = await project.read("snakebridge.lock");
    await rm(project.path(".snakebridge/written.json"));
    const older = text.replace("function mean(", "function average(");
    await project.write({
      "src/py/statistics.ts": older,
      "snakebridge.lock": lock.replace(/"hash":"sha256:[0-9a-f]{4}/, '"hash":"sha256:0000'),
    });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(await project.read("src/py/statistics.ts")).toBe(text);
    expect(diagnostics).toMatchObject([{ code: "SB5003", severity: "warning" }]);
    const [copy = ""] = await readdir(project.path(".snakebridge/edited"));
    expect(await project.read(`.snakebridge/edited/${copy}`)).toBe(older);
  });

  it("writes no file when a user's file has the path of a generated one", async () => {
    await rm(project.path("src/py"), { recursive: true });
    await project.write({ "src/py/statistics.ts": "export const mine = 1;\n" });
    const before = await project.snapshot();
    await expect(generate({ cwd: project.root })).rejects.toMatchObject({
      diagnostics: [{ code: "SB5008" }],
    });
    expect(await project.snapshot()).toEqual(before);
  });

  it("recreates a missing file", async () => {
    const before = await project.snapshot();
    await rm(project.path("src/py/string.js"));
    expect((await generate({ cwd: project.root })).written).toEqual(["src/py/string.js"]);
    expect(await project.snapshot()).toEqual(before);
  });

  it.skipIf(process.platform === "win32")(
    "changes nothing when the output folder cannot be written",
    async ({ skip }) => {
      await project.write({
        "src/main.ts": `${main}import { median } from "#py/statistics";\nmedian([1]);\n`,
      });
      const before = await project.snapshot();
      const restore = await makeReadOnly(project.path("src/py"));
      if (!restore) return skip("the superuser may write everywhere, and may not mount here");
      const running = generate({ cwd: project.root });
      await expect(running.finally(restore)).rejects.toMatchObject({ diagnostics: [{ code: "SB5007" }] });
      expect(await project.snapshot()).toEqual(before);
    },
  );
});

/** Returns a function that undoes it; `undefined` if nothing keeps this user from writing. */
async function makeReadOnly(folder: string): Promise<(() => Promise<unknown>) | undefined> {
  if (process.getuid?.() !== 0) {
    await chmod(folder, 0o555);
    return () => chmod(folder, 0o755);
  }
  const mounted = await execa("mount", ["--bind", folder, folder], { reject: false });
  if (mounted.failed) return undefined;
  await execa("mount", ["-o", "remount,ro,bind", folder]);
  return () => execa("umount", [folder]);
}

describe("reachable classes", () => {
  const reaching = JSON.stringify({ libraries: { ...config.libraries, importlib: true } });
  const key = "importlib.metadata:EntryPoints";

  it("are generated once with the names that lead to them, and pruned when they are no longer reachable", async () => {
    await project.write({
      "snakebridge.config.json": reaching,
      "src/more.ts":
        'import { entry_points } from "#py/importlib/metadata";\nexport const points = entry_points();\n',
    });
    const { introspected } = await generate({ cwd: project.root });
    expect(introspected).toBe(true);
    expect(JSON.parse(await project.read("src/py/manifest.json")).reached).toMatchObject({ [key]: key });
    expect(await project.read("src/py/importlib/metadata.ts")).toContain("class EntryPoints extends");
    expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true });

    const again = await generate({ cwd: project.root });
    expect(again).toMatchObject({ introspected: false, written: [] });
    expect((await prune({ cwd: project.root })).removed).not.toContain(key);

    const manifest = JSON.parse(await project.read("src/py/manifest.json"));
    delete manifest.symbols[key];
    delete manifest.reached;
    await project.write({ "src/py/manifest.json": JSON.stringify(manifest) });
    const codesOf = async (strict: boolean): Promise<string[]> =>
      (await check({ cwd: project.root, strict })).diagnostics.map(({ code }) => code);
    expect(await codesOf(true)).toContain("SB1001");
    expect(await codesOf(false)).not.toContain("SB1001");
    await generate({ cwd: project.root });
    expect(await codesOf(true)).toEqual([]);

    await rm(project.path("src/more.ts"));
    expect((await prune({ cwd: project.root })).removed).toContain(key);
    expect(JSON.parse(await project.read("src/py/manifest.json")).reached).toBeUndefined();
  });
});
