import { cp, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/commands/check/check.ts";
import { generate } from "../../src/commands/generate/generate.ts";
import { prune } from "../../src/commands/prune/prune.ts";
import { openProject, type TempProject } from "../support/temp-project.ts";

/*
 * A run is killed at each system call that changes a file, and each of them fails once. Afterwards every file is what it
 * was or what it was to become, and the next run ends where an unbroken one does. One call in three is tried, with
 * SNAKEBRIDGE_THOROUGH=1 every one.
 */

const cli = join(import.meta.dirname, "../../dist/cli/main.js");
const shim = pathToFileURL(join(import.meta.dirname, "../support/break-writes.mjs")).href;
const step = process.env.SNAKEBRIDGE_THOROUGH ? 1 : 3;
const errors = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS"];

const few = 'import { mean } from "#py/statistics";\nexport const m = mean([1]);\n';
const many = `import { mean, median } from "#py/statistics";
import { digits } from "#py/string";
export const m = [mean([1]), median([1]), digits];
`;

type Tree = Readonly<Record<string, string>>;

let folder: string;
let project: TempProject;
/** The project after `generate`, with few names and with more, and after `prune`. */
let small: Tree;
let large: Tree;
let pruned: Tree;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-")));
  project = openProject(join(folder, "project"));
  await project.write({
    "snakebridge.config.json": JSON.stringify({ libraries: { statistics: true, string: true } }),
    "src/main.ts": few,
  });
  await generate({ cwd: project.root });
  small = await save("small");
  await project.write({ "src/main.ts": many });
  await generate({ cwd: project.root });
  large = await save("large");
  await project.write({ "src/main.ts": few });
  await prune({ cwd: project.root });
  pruned = await project.snapshot();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A copy of everything to go back to, the environment aside; gives the files that are committed. */
async function save(name: string): Promise<Tree> {
  const filter = (path: string): boolean => !path.includes("environments");
  await cp(project.root, join(folder, name), { recursive: true, filter });
  return await project.snapshot();
}

async function goBackTo(name: string, sources: string): Promise<void> {
  for (const each of await readdir(project.root))
    if (each !== ".snakebridge") await rm(project.path(each), { recursive: true });
  for (const each of await readdir(project.path(".snakebridge")))
    if (each !== "environments") await rm(project.path(join(".snakebridge", each)), { recursive: true });
  await cp(join(folder, name), project.root, { recursive: true });
  await project.write({ "src/main.ts": sources });
}

async function run(command: string, breaking: string): Promise<{ ended: string; stderr: string }> {
  const { exitCode, signal, stderr } = await execa(process.execPath, [`--import=${shim}`, cli, command], {
    cwd: project.root,
    env: { SNAKEBRIDGE_BREAK: breaking },
    reject: false,
  });
  return { ended: signal ?? `exit ${exitCode}`, stderr: stderr as string };
}

async function countWrites(command: string): Promise<number> {
  const { ended, stderr } = await run(command, "count");
  expect(ended, stderr).toBe("exit 0");
  return Number(stderr.trim().split("\n").at(-1));
}

/** Every file of a snapshot is whole: what it was, or what it was to become. */
function expectWhole(found: Tree, before: Tree, after: Tree, broken: string): void {
  for (const path of new Set([...Object.keys(found), ...Object.keys(before)])) {
    if (path.endsWith(".snakebridge-tmp") || path === "src/main.ts") continue;
    expect([before[path], after[path]], `${path} after ${broken}`).toContain(found[path]);
  }
}

const commands = [
  {
    command: "generate",
    from: ["small", () => small, many] as const,
    to: () => large,
    again: () => generate({ cwd: project.root }),
  },
  {
    command: "prune",
    from: ["large", () => large, few] as const,
    to: () => pruned,
    again: () => prune({ cwd: project.root }),
  },
  {
    command: "check",
    from: ["large", () => large, `${many}\n`] as const,
    to: () => large,
    again: () => check({ cwd: project.root }),
  },
];

describe.each(commands)("$command", ({ command, from: [name, start, sources], to, again }) => {
  const golden = (): Tree => ({ ...to(), "src/main.ts": sources });

  it("is killed at every write, and ends well the next time", { timeout: 300_000 }, async () => {
    await goBackTo(name, sources);
    const writes = await countWrites(command);
    for (let at = 1; at <= writes; at += step) {
      await goBackTo(name, sources);
      const { ended } = await run(command, `kill ${at}`);
      expect(ended, `kill ${at}`).toBe("SIGKILL");
      expectWhole(await project.snapshot(), start(), to(), `kill ${at}`);
      expect((await again()).diagnostics, `kill ${at}`).toEqual([]);
      expect(await project.snapshot(), `kill ${at}`).toEqual(golden());
    }
  });

  it("is refused every write, says so, and ends well the next time", { timeout: 300_000 }, async () => {
    await goBackTo(name, sources);
    const writes = await countWrites(command);
    for (let at = 1; at <= writes; at += step) {
      const breaking = `${errors[at % errors.length]} ${at}`;
      await goBackTo(name, sources);
      const { ended, stderr } = await run(command, breaking);
      // Some writes may fail without harm: a cache, a clean-up.
      expect(["exit 0", "exit 2"], `${breaking}: ${stderr}`).toContain(ended);
      if (ended === "exit 2") expect(stderr, breaking).toMatch(/error SB\d{4}: .*\(E[A-Z]+\)/);
      expectWhole(await project.snapshot(), start(), to(), breaking);
      expect((await again()).diagnostics, breaking).toEqual([]);
      expect(await project.snapshot(), breaking).toEqual(golden());
    }
  });
});
