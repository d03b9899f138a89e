import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../../src/commands/generate/generate.ts";
import { type PackageIndex, servePackage } from "../../environment/package-index.ts";
import { realUv, withVariables } from "../../environment/support.ts";
import { runCli } from "../../support/run-cli.ts";
import { openProject, type TempProject } from "../../support/temp-project.ts";
import { testPython } from "../../support/test-python.ts";

const old = `
limit = 10

def total(values: list[int], start: int = 0) -> int:
    return sum(values, start)

def gone(): ...

class Box:
    def __init__(self, width: int) -> None:
        self.width = width
    def grow(self, by: int = 1) -> None: ...
    def shrink(self) -> None: ...
`;
const newer = `
limit = 20

def total(values: list[int], start: int = 0, *, exact: bool = False) -> float:
    return sum(values, start)

class Box:
    def __init__(self, width: int) -> None:
        self.width = width
    def grow(self, by: int) -> None: ...
`;
const main = `import { Box, gone, limit, total } from "#py/snakebridge_probe";
await total([1]);
await gone();
const box = await Box.new(1);
await box.grow();
export const most = limit;
`;

let project: TempProject;
let index: PackageIndex;
let restore: () => void;

/** The older version is installed first: by a range that later allows the newer one. */
beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  index = await servePackage(testPython, project.root, "snakebridge_probe", {
    "1.0": old,
    "2.0": newer,
  });
  restore = withVariables({
    SNAKEBRIDGE_UV: await realUv(),
    UV_INDEX: `private=http://user:secret@127.0.0.1:${index.port}/simple`,
  });
});
afterAll(async () => {
  restore();
  await index.close();
  await rm(project.root, { recursive: true, force: true });
});

const configure = (range: string): Promise<void> =>
  project.write({
    "snakebridge.config.json": JSON.stringify({ libraries: { snakebridge_probe: range, string: true } }),
  });

beforeEach(async () => {
  await rm(project.path("src"), { recursive: true, force: true });
  await rm(project.path("snakebridge.lock"), { force: true });
  await project.write({ "src/main.ts": main });
  await configure("==1.0");
  await generate({ cwd: project.root });
  await configure(">=1");
  // Matching versions stay: only an upgrade takes newer ones.
  expect((await generate({ cwd: project.root })).libraries[0]).toMatchObject({ version: "1.0", changes: [] });
});

describe("generate --upgrade", () => {
  it("reports the changes of a newer version, and which uses in the project break", async () => {
    const { stdout, stderr, exitCode } = await runCli(project.root, ["generate", "--upgrade"]);
    expect(exitCode, stderr).toBe(1);
    expect(stdout).toContain('src/main.ts(1,15): error SB1002: snakebridge_probe has no "gone".');
    const [, ...report] = `${stdout}`.slice(stdout.indexOf("snakebridge_probe 1.0 -> 2.0")).split("\n");
    expect(report.slice(0, 12)).toEqual([
      '  breaking  snakebridge_probe.Box.grow: parameter "by" made required',
      "              perhaps at src/main.ts:5",
      "  breaking  snakebridge_probe.Box.shrink: member removed",
      "  breaking  snakebridge_probe.gone: gone",
      "              used at src/main.ts:1",
      "  breaking  snakebridge_probe.total: return type changed: int -> float",
      "              used at src/main.ts:1",
      "            snakebridge_probe.limit: value changed: 10 -> 20",
      '            snakebridge_probe.total: parameter "exact" added: exact: bool = False',
      expect.stringMatching(/^string /),
      expect.any(String),
      expect.any(String),
    ]);
    expect(await project.read("src/py/snakebridge_probe.ts")).not.toContain("gone");
    expect(await project.read("snakebridge.lock")).toContain('"snakebridge-probe","version":"2.0"');
  });

  it("reports the same as JSON", async () => {
    const { stdout } = await runCli(project.root, ["generate", "--upgrade", "snakebridge_probe", "--json"]);
    const [library] = JSON.parse(stdout).libraries;
    expect(library).toMatchObject({ version: "2.0", upgrade: { from: "1.0", to: "2.0" } });
    expect(library.changes).toContainEqual({
      symbol: "snakebridge_probe:total",
      kind: "return-type-changed",
      before: "int",
      after: "float",
      breaking: true,
      uses: [{ file: "src/main.ts", line: 1, column: 28, length: 5 }],
    });
  });

  it("of another package leaves this one as it is", async () => {
    const { libraries } = await generate({ cwd: project.root, upgrade: ["msgpack"] });
    expect(libraries[0]).toMatchObject({ version: "1.0", changes: [] });
  });

  it.each([
    [
      "snakebridge_prob",
      'Cannot upgrade "snakebridge_prob": it is neither configured nor locked. Did you mean',
    ],
    ["string", `"string" is part of Python's standard library`],
  ])("of %s is refused, and nothing is written", async (name, message) => {
    const before = await project.snapshot();
    await expect(generate({ cwd: project.root, upgrade: [name] })).rejects.toMatchObject({
      diagnostics: [{ code: "SB1003", message: expect.stringContaining(message) }],
    });
    expect(await project.snapshot()).toEqual(before);
  });

  it("contradicts --locked", async () => {
    const { exitCode, stderr } = await runCli(project.root, ["generate", "--upgrade", "--locked"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("cannot be used with");
  });
});

it("a lock that came with a newer version is reported the same", async () => {
  const files = await project.snapshot();
  await generate({ cwd: project.root, upgrade: true });
  const lock = await project.read("snakebridge.lock");
  await project.write({ ...files, "snakebridge.lock": lock });
  const { libraries } = await generate({ cwd: project.root });
  expect(libraries[0]).toMatchObject({ upgrade: { from: "1.0", to: "2.0" } });
  expect(libraries[0]?.changes).toContainEqual({
    symbol: "snakebridge_probe:gone",
    kind: "symbol-gone",
    breaking: true,
    uses: [expect.objectContaining({ file: "src/main.ts", line: 1 })],
  });
});
