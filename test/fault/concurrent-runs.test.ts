import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openProject, type TempProject } from "../support/temp-project.ts";

/*
 * Two to eight runs at once, generate beside check beside prune, in one project. A few rounds are tried, with
 * SNAKEBRIDGE_THOROUGH=1 twenty-five.
 */

const cli = join(import.meta.dirname, "../../dist/cli/main.js");
const shim = pathToFileURL(join(import.meta.dirname, "../support/watch-writers.mjs")).href;
const rounds = process.env.SNAKEBRIDGE_THOROUGH ? 25 : 3;
const commands = [
  "generate",
  "prune --yes",
  "check",
  "generate",
  "prune --yes",
  "generate",
  "check",
  "generate",
];

const few = 'import { mean } from "#py/statistics";\nexport const m = mean([1]);\n';
const many = `import { mean, median } from "#py/statistics";
import { digits } from "#py/string";
export const m = [mean([1]), median([1]), digits];
`;

type Tree = Readonly<Record<string, string>>;

let watched: string;
let project: TempProject;
/** The tree after any order of runs, by what the sources are. */
const golden = new Map<string, Tree>();

beforeAll(async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-")));
  watched = join(folder, "watched");
  project = openProject(join(folder, "project"));
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries: { statistics: true, string: true } }),
  });
  for (const sources of [many, few]) {
    await project.write({ "src/main.ts": sources });
    for (const command of ["generate", "prune --yes"])
      expect(await run(command)).toMatchObject({ exitCode: 0 });
    golden.set(sources, await project.snapshot());
  }
});
afterAll(() => rm(join(project.root, ".."), { recursive: true, force: true }));
beforeEach(async () => {
  await rm(watched, { recursive: true, force: true });
  await mkdir(watched);
});

interface Ended {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly text: string;
}

async function run(command: string, env?: Record<string, string>): Promise<Ended> {
  const watching = env ? [`--import=${shim}`] : [];
  const { exitCode, signal, all } = await execa(process.execPath, [...watching, cli, ...command.split(" ")], {
    cwd: project.root,
    env: { SNAKEBRIDGE_WATCH: watched, ...env },
    reject: false,
    all: true,
  });
  return { exitCode, signal, text: `${command}: ${all}` };
}

const journal = async (): Promise<string[]> =>
  (await readFile(join(watched, "journal"), "utf8")).trim().split("\n");
const lockStates = async (): Promise<string[]> => await readdir(project.path(".snakebridge/writer"));

/** Sources that ask for more, then for less: whatever the order of the runs, all end at the same tree. */
async function* eachRound(): AsyncGenerator<{ sources: string; crowd: string[] }> {
  for (let round = 0; round < rounds; round++) {
    const sources = round % 2 === 0 ? many : few;
    await project.write({ "src/main.ts": sources });
    const first = round % commands.length;
    const inTurn = [...commands.slice(first), ...commands.slice(0, first)];
    yield { sources, crowd: inTurn.slice(0, 2 + ((round * 3) % 7)) };
  }
}

it("never two write at once, check never sees half a file, and the tree ends the same", {
  timeout: 900_000,
}, async () => {
  for await (const { sources, crowd } of eachRound()) {
    const ended = await Promise.all(crowd.map((command) => run(command, {})));
    // What check sees may be out of date, but not unreadable.
    for (const { exitCode, text } of ended)
      expect(text.startsWith("check") ? [0, 1] : [0], text).toContain(exitCode);
    await run("generate");
    await run("prune --yes");
    expect(await project.snapshot()).toEqual(golden.get(sources));
  }
  expect(await journal()).not.toContain("TWO HOLDERS");
  expect(await lockStates()).toEqual(["free"]);
});

it("nor when runs are killed with the lock in their hands", { timeout: 900_000 }, async () => {
  let killed = 0;
  for await (const { sources, crowd } of eachRound()) {
    const ended = await Promise.all(crowd.map((command) => run(command, { SNAKEBRIDGE_DIE: "0.5" })));
    for (const { exitCode, signal, text } of ended) {
      if (signal === "SIGKILL") killed++;
      else expect(text.startsWith("check") ? [0, 1] : [0], text).toContain(exitCode);
    }
    for (const command of ["generate", "prune --yes"])
      expect(await run(command)).toMatchObject({ exitCode: 0 });
    expect(await project.snapshot()).toEqual(golden.get(sources));
  }
  expect(killed).toBeGreaterThan(0);
  expect(await journal()).not.toContain("TWO HOLDERS");
  expect(await lockStates()).toEqual(["free"]);
});
