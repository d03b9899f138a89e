import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { check } from "../../src/commands/check/check.ts";
import { type GenerateResult, generate } from "../../src/commands/generate/generate.ts";
import { promote } from "../../src/commands/ledger/promote.ts";
import { addToLedger, ledgerFolder, reduceLedger } from "../../src/shared/ledger/batches.ts";
import { runCli } from "../support/run-cli.ts";
import { openProject, type TempProject } from "../support/temp-project.ts";

const page = await readFile(join(import.meta.dirname, "../../docs/reference/build-contract.md"), "utf8");

/** The cells of the rows below a heading. */
function rowsBelow(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const config = { libraries: { statistics: true, string: true } };
const withTextwrap = { other: { libraries: { textwrap: true } } };
const main = `import { mean } from "#py/statistics";
import { digits } from "#py/string";
export const results = [mean([1]), digits];
`;
const all = [
  "src/py/manifest.json",
  "src/py/statistics.js",
  "src/py/statistics.ts",
  "src/py/string.js",
  "src/py/string.ts",
];

let project: TempProject;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

beforeEach(async () => {
  await rm(project.path("src"), { recursive: true, force: true });
  await rm(project.path("lib"), { recursive: true, force: true });
  await write(config);
  await project.write({ "src/main.ts": main });
  await generate({ cwd: project.root });
});

const write = (changed: object): Promise<void> =>
  project.write({ "snakebridge.config.json": JSON.stringify(changed) });
const noteInLedger = async (symbol: string): Promise<void> => {
  reduceLedger(project.path(ledgerFolder), () => false);
  addToLedger(project.path(ledgerFolder), [{ symbol, calls: 1, places: [] }]);
};
const remove = (path: string): Promise<void> => rm(project.path(path), { recursive: true });

interface Row {
  readonly change: () => Promise<void>;
  /** Where it is not `generate`. */
  readonly command?: () => Promise<GenerateResult>;
  /** Files that are written, sorted. */
  readonly written: readonly string[];
  readonly also?: (result: GenerateResult) => Promise<void>;
}

const rows: Readonly<Record<string, Row>> = {
  nothing: { change: async () => {}, written: [] },
  "a source, but not what it uses": {
    change: () => project.write({ "src/main.ts": `// Hello.\n${main}` }),
    written: [],
  },
  "a source uses another name": {
    change: () => project.write({ "src/more.ts": 'export { median } from "#py/statistics";\n' }),
    written: ["src/py/manifest.json", "src/py/statistics.js", "src/py/statistics.ts"],
  },
  "a source does not use a name any more": {
    change: () => project.write({ "src/main.ts": "export {};\n" }),
    written: [],
  },
  "the configuration includes another name": {
    change: () => write({ libraries: { statistics: { stdlib: true, include: ["median"] }, string: true } }),
    written: ["snakebridge.lock", "src/py/manifest.json", "src/py/statistics.js", "src/py/statistics.ts"],
  },
  "a name of the ledger is promoted": {
    change: () => noteInLedger("statistics:median"),
    command: () => promote({ cwd: project.root, names: [] }),
    written: ["src/py/manifest.json", "src/py/statistics.js", "src/py/statistics.ts"],
  },
  "another library of the standard library": {
    change: () => write({ libraries: { ...config.libraries, json: true } }),
    written: ["snakebridge.lock", "src/py/json.js", "src/py/json.ts", "src/py/manifest.json"],
  },
  "a library is no longer configured": {
    change: async () => {
      await project.write({ "src/main.ts": 'export { mean } from "#py/statistics";\n' });
      await write({ libraries: { statistics: true } });
    },
    written: ["snakebridge.lock"],
    also: async () => expect(await project.read("src/py/string.ts")).toContain("digits"),
  },
  "another environment": {
    change: () => write({ ...config, environments: withTextwrap }),
    written: [
      "snakebridge.lock",
      "src/py/@other/manifest.json",
      "src/py/@other/textwrap.js",
      "src/py/@other/textwrap.ts",
      "src/py/textwrap.js",
      "src/py/textwrap.ts",
    ],
  },
  "an environment is no longer configured": {
    change: async () => {
      await write({ ...config, environments: withTextwrap });
      await generate({ cwd: project.root });
      await write(config);
    },
    written: ["snakebridge.lock"],
    also: async () => expect(await project.read("src/py/@other/textwrap.ts")).toContain("textwrap"),
  },
  "another output folder": {
    change: () => write({ ...config, output: "lib/python" }),
    written: ["snakebridge.lock", ...all.map((path) => path.replace("src/py", "lib/python"))].sort(),
    also: async () => expect(await project.read("src/py/string.ts")).toContain("digits"),
  },
  "a generated file was edited": {
    change: async () =>
      project.write({ "src/py/string.ts": `${await project.read("src/py/string.ts")}// mine\n` }),
    written: ["src/py/string.ts"],
    also: async ({ diagnostics }) => {
      const kept = /\.snakebridge\/edited\/\S+\.ts/.exec(diagnostics[0]?.fix ?? "")?.[0];
      expect(await project.read(kept!)).toContain("// mine");
    },
  },
  "a generated file is gone": { change: () => remove("src/py/string.js"), written: ["src/py/string.js"] },
  "the manifest is gone": { change: () => remove("src/py/manifest.json"), written: ["src/py/manifest.json"] },
  "the lock is gone": { change: () => remove("snakebridge.lock"), written: ["snakebridge.lock"] },
  "the lock was edited or laid out otherwise": {
    change: async () => {
      const lock: unknown = JSON.parse(await project.read("snakebridge.lock"));
      await project.write({ "snakebridge.lock": JSON.stringify(lock) });
      expect(await check({ cwd: project.root })).toMatchObject({ diagnostics: [{ code: "SB5011" }] });
    },
    written: ["snakebridge.lock"],
    also: async () => expect(await check({ cwd: project.root })).toMatchObject({ ok: true }),
  },
  "the environment is gone": { change: () => remove(".snakebridge/environments"), written: [] },
  "`.snakebridge/` is gone": { change: () => remove(".snakebridge"), written: [] },
  "an installed library was edited, its version the same": {
    // The library is Python's own here, and as it was; test/commands/generate/api-checksums.test.ts changes one.
    change: async () => {},
    command: () => generate({ cwd: project.root, refresh: true }),
    written: [],
  },
  "another generator": {
    change: async () => {
      const lock = await project.read("snakebridge.lock");
      const files = ["src/py/string.ts", "src/py/string.js", "src/py/statistics.ts", "src/py/statistics.js"];
      const older = (text: string): string => text.replace(/snakebridge \d+\.\d+\.\d+/, "snakebridge 0.0.1");
      await project.write({
        "snakebridge.lock": lock.replace(
          /"generator": .*/,
          `"generator": {"version":"0.0.1","hash":"sha256:0"},`,
        ),
        ...Object.fromEntries(
          await Promise.all(files.map(async (path) => [path, older(await project.read(path))])),
        ),
      });
    },
    written: ["snakebridge.lock", ...all.filter((path) => !path.endsWith(".json"))].sort(),
  },
};

describe("what is redone", () => {
  const contract = rowsBelow("What is redone");

  it("has a test for each row", () => expect(contract.map(([what]) => what)).toEqual(Object.keys(rows)));

  it.each(contract)("%s: %s", async (what, _does, python) => {
    const row = rows[what!]!;
    await row.change();
    const result = await (row.command ?? (() => generate({ cwd: project.root })))();
    expect({ written: [...result.written].sort(), python: result.introspected ? "yes" : "no" }).toEqual({
      written: row.written,
      python,
    });
    await row.also?.(result);
  });
});

const cases: Readonly<Record<string, () => Promise<unknown>>> = {
  "generate 0": async () => {},
  "generate 1": () => project.write({ "src/more.ts": 'export { meen } from "#py/statistics";\n' }),
  "generate 2": () => project.write({ "src/py/string.ts": "export const mine = 1;\n" }),
  "check 0": async () => {},
  "check 1": () => project.write({ "src/more.ts": 'export { median } from "#py/statistics";\n' }),
  "check 2": () => project.write({ "src/py/manifest.json": "{" }),
  "prune 0": () => project.write({ "src/main.ts": "export {};\n" }),
  "prune 2": () =>
    project.write({ "src/main.ts": "export {};\n", "src/broken.ts": 'import { mean from "#py/statistics";' }),
  "ledger 0": () => noteInLedger("statistics:median"),
  "promote 0": () => noteInLedger("statistics:median"),
  "promote 1": () => noteInLedger("statistics:meen"),
};

describe("exit codes", () => {
  const contract = rowsBelow("Exit codes");

  it("has a test for each row", () =>
    expect(contract.map(([command, code]) => `${command} ${code}`)).toEqual(Object.keys(cases)));

  it.each(contract)("%s %s: %s", async (command, code) => {
    await cases[`${command} ${code}`]!();
    const { exitCode, stderr } = await runCli(project.root, [command!]);
    expect(exitCode, stderr).toBe(Number(code));
  });
});
