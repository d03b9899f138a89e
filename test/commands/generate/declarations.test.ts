import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { doctor } from "../../../src/commands/doctor/doctor.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";

let project: TempProject;
const main = `import { mean } from "#py/statistics";\nexport const results = [mean([1, 2])];\n`;

const configure = (statistics: unknown): Promise<void> =>
  project.write({ "snakebridge.config.json": JSON.stringify({ libraries: { statistics } }) });
const generated = async (): Promise<string> => (await project.snapshot())["src/py/statistics.ts"]!;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-declarations-"))));
  await project.write({ "src/main.ts": main });
  await configure(true);
  await generate({ cwd: project.root });
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

describe("declarations of the configuration", () => {
  it("as text, override all other types", async () => {
    expect(await generated()).toContain("mean(data: PyInput): PyCall<unknown>");
    await configure({ declarations: "def mean(data: list[float]) -> float: ..." });
    expect((await generate({ cwd: project.root })).diagnostics).toEqual([]);
    expect(await generated()).toMatch(/mean\(data: readonly .*\): PyCall<number>/);
    expect(await generated()).toContain("types from: declaration");
  });

  it("are read from a file; a change is seen by check, and by generate", async () => {
    await configure({ declarations: "typings/statistics.pyi" });
    await project.write({ "typings/statistics.pyi": "def mean(data: list[float]) -> str: ...\n" });
    await generate({ cwd: project.root });
    expect(await generated()).toContain("PyCall<string>");
    expect((await check({ cwd: project.root })).diagnostics).toEqual([]);

    await project.write({ "typings/statistics.pyi": "def mean(data: list[float]) -> bytes: ...\n" });
    expect((await check({ cwd: project.root })).diagnostics).toMatchObject([{ code: "SB5006" }]);
    await generate({ cwd: project.root });
    expect(await generated()).toContain("PyCall<Uint8Array>");
    expect(await generate({ cwd: project.root })).toMatchObject({ introspected: false, written: [] });
  });

  it("are generated although no source uses them", async () => {
    await configure({ declarations: { statistics: "def median(data: list[float]) -> float: ..." } });
    await generate({ cwd: project.root });
    expect(await generated()).toMatch(/export function median\(data: readonly/);
  });

  it("that do not match the library are reported by every run; the library decides what can be called", async () => {
    await configure({
      declarations: "def mean(data: list[float], axis: int = ...) -> float: ...\ndef middle() -> int: ...\n",
    });
    for (const _ of ["the first time", "and from the manifest"]) {
      const { diagnostics } = await generate({ cwd: project.root });
      expect(diagnostics).toMatchObject([
        {
          code: "SB4008",
          message: 'statistics.mean has no parameter "axis", which the configuration declares.',
        },
        { code: "SB1002" },
      ]);
      expect(await generated()).not.toContain("axis");
    }
  });

  it("that are not valid Python are reported, and the library is generated", async () => {
    await configure({ declarations: "def mean(data)): ..." });
    const { diagnostics } = await generate({ cwd: project.root });
    expect(diagnostics).toMatchObject([{ code: "SB4008" }]);
    expect(diagnostics[0]!.message).toContain("unmatched ')'");
    expect(await generated()).toContain("export function mean(");
  });

  it("whose file is missing are reported", async () => {
    await configure({ declarations: "typings/none.pyi" });
    await expect(generate({ cwd: project.root })).rejects.toMatchObject({
      diagnostics: [{ code: "SB2006", message: "Declaration file typings/none.pyi cannot be read: ENOENT." }],
    });
  });
});

it("stubs that do not match are reported by doctor, and by generate --verbose", async () => {
  await project.write({
    "node_modules/pyright/package.json": '{ "version": "1.0.0" }',
    "node_modules/pyright/dist/typeshed-fallback/stdlib/statistics.pyi":
      "def mean(data: list[float], axis: int = 0) -> float: ...\n",
  });
  await configure(true);
  const { disagreements } = await generate({ cwd: project.root });
  expect(disagreements).toEqual(['statistics.mean has no parameter "axis", which its stub declares.']);
  const findings = await doctor({ cwd: project.root });
  expect(findings).toContainEqual({ subject: "Stubs", state: "ok", found: disagreements[0] });
});
