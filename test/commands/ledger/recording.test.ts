import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { readLedger } from "../../../src/shared/ledger/batches.ts";
import { type TempProject, tempProject } from "../../support/temp-project.ts";

const repository = join(import.meta.dirname, "../../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
const runtime = pathToFileURL(join(repository, "src/runtime/index.ts")).href;

/** A project that the run time finds and whose Python is never started: calls are created, and not sent. */
async function projectWith(program: string, record: object = {}): Promise<TempProject> {
  const known = { format: 1, python: "python", pool: {}, ...record };
  return await tempProject({
    ".snakebridge/runtime.json": JSON.stringify(known),
    "src/main.mts": `import { call, createPool, symbol } from ${JSON.stringify(runtime)};\n${program}`,
  });
}

async function run(project: TempProject, env: Readonly<Record<string, string>> = {}): Promise<void> {
  await execa(process.execPath, ["--import", tsx, project.path("src/main.mts")], {
    cwd: project.root,
    env: { CI: undefined, NODE_ENV: undefined, ...env },
  });
}

const ledgerOf = (project: TempProject) => readLedger(project.path(".snakebridge/ledger"));

it("records names, how often and from where they are called, and no arguments", async () => {
  const project =
    await projectWith(`for (let i = 0; i < 100; i++) call("numpy", "mean", [["secret", i]], { axis: "secret" });
call("numpy.linalg", "svd", ["secret"]);
createPool().call("numpy", "mean", []);
symbol("numpy", "float32");
const numpy = symbol("numpy");
numpy.$invoke("sum", "secret");
numpy.$attr("pi");
symbol("numpy", "random").$invoke("seed");
`);
  await run(project);
  expect(ledgerOf(project)).toEqual([
    { symbol: "numpy.linalg:svd", calls: 1, places: ["src/main.mts:3"] },
    { symbol: "numpy:float32", calls: 1, places: ["src/main.mts:5"] },
    { symbol: "numpy:mean", calls: 101, places: ["src/main.mts:2"] },
    { symbol: "numpy:pi", calls: 1, places: ["src/main.mts:8"] },
    { symbol: "numpy:random", calls: 1, places: ["src/main.mts:9"] },
    { symbol: "numpy:sum", calls: 1, places: ["src/main.mts:7"] },
  ]);
  const [file = ""] = await readdir(project.path(".snakebridge/ledger"));
  expect(await project.read(`.snakebridge/ledger/${file}`)).not.toContain("secret");
});

it("keeps its size limit, whatever names a program calls", async () => {
  const project = await projectWith(`for (let i = 0; i < 3000; i++) call("numpy", "f" + i);
call("numpy", "no name: 4111 1111 1111 1111");
call("numpy", "f".repeat(10_000));
`);
  await run(project);
  expect(ledgerOf(project)).toHaveLength(1000);
});

it.each<[what: string, env: Readonly<Record<string, string>>, record: object, kept: boolean]>([
  ["production", { NODE_ENV: "production" }, {}, false],
  ["CI", { CI: "true" }, {}, false],
  ["a project that wants none", {}, { ledger: false }, false],
  ["development", { NODE_ENV: "development", CI: "false" }, {}, true],
])("in %s", async (_, env, record, kept) => {
  const project = await projectWith('call("numpy", "mean");\n', record);
  await run(project, env);
  expect(existsSync(project.path(".snakebridge/ledger"))).toBe(kept);
});

it("is written while the program runs, in case it is killed", async () => {
  const project = await projectWith('call("numpy", "mean");\nsetInterval(() => {}, 1000);\n');
  const child = execa(process.execPath, ["--import", tsx, project.path("src/main.mts")], {
    cwd: project.root,
    env: { CI: undefined, NODE_ENV: undefined },
    reject: false,
  });
  await expect.poll(() => ledgerOf(project).length, { timeout: 60_000 }).toBe(1);
  child.kill("SIGKILL");
  await child;
  expect(ledgerOf(project)).toMatchObject([{ symbol: "numpy:mean", calls: 1 }]);
});

it("does not disturb a program whose ledger cannot be written", async () => {
  const project = await projectWith('call("numpy", "mean");\n');
  await project.write({ ".snakebridge/ledger": "a file in its place" });
  await run(project);
  expect(await project.read(".snakebridge/ledger")).toBe("a file in its place");
});
