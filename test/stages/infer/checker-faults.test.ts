import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/facts/facts.ts";
import {
  type CheckerSetup,
  type InferenceResult,
  type InferOptions,
  openInferenceSession,
} from "../../../src/stages/infer/inference.ts";
import { inferOnce } from "../../support/checker.ts";
import { type CheckerFault, fakeChecker } from "../../support/fake-checker.ts";
import { isRunning } from "../../support/marked-processes.ts";
import { type TempProject, tempProject } from "../../support/temp-project.ts";

const unknown = (name: string): Answer => ({
  found: {
    module: "library",
    name,
    consumed: 1,
    facts: { kind: "function", signature: { parameters: [], tier: "signature" } },
  },
});
/** More than one batch. */
const answers = Array.from({ length: 60 }, (_, index) => unknown(`f${index}`));

let project: TempProject;
beforeEach(async () => {
  project = await tempProject();
  process.env.SNAKEBRIDGE_CACHE = project.path("cache");
});
afterEach(() => {
  delete process.env.SNAKEBRIDGE_CACHE;
});

async function inferWith(fault: CheckerFault | undefined, options: InferOptions): Promise<InferenceResult> {
  if (fault) await project.write({ "checker.cjs": fakeChecker(fault, project.path("pids")) });
  return inferOnce(answers, setup(), options);
}

function setup(): CheckerSetup {
  return {
    source: "pyright 1.2.3",
    script: project.path("checker.cjs"),
    folder: project.path("probes"),
    environment: project.path("environment"),
    python: project.path("python"),
    pythonVersion: "3.11",
    packages: [],
  };
}

async function startedPids(): Promise<number[]> {
  const text = await readFile(project.path("pids"), "utf8");
  return text.trim().split("\n").map(Number);
}

describe("a checker that", () => {
  it.each<[CheckerFault, string]>([
    ["hangs", "no answer within 2 s"],
    ["hangs at the start", "no answer within 2 s"],
    ["dies", "it ended (exit code 3)"],
    ["is killed", "it ended (SIGKILL)"],
    ["writes garbage", "it wrote something other than language server messages"],
    ["writes no JSON", "it wrote something other than language server messages"],
  ])("%s loses only its types, and its process ends", async (fault, message) => {
    const { answers: after, failure } = await inferWith(fault, { timeoutMs: 2000 });
    expect(after).toEqual(answers);
    expect(failure?.error.message).toBe(message);
    expect(failure?.libraries).toEqual(["library"]);
    const pids = await startedPids();
    expect(pids).toHaveLength(1);
    await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
  });

  it("crashes is reported with its last output", async () => {
    const { failure } = await inferWith("dies", { timeoutMs: 20_000 });
    expect(failure?.error.detail).toBe("out of memory");
  });

  it("cannot be started is reported", async () => {
    const { failure } = await inferWith(undefined, { timeoutMs: 20_000 });
    expect(failure?.error.message).toMatch(/^it ended \(exit code 1\)$/);
    expect(failure?.error.detail).toContain("Cannot find module");
  });

  it("crashes on a question is not asked it again: later runs ask the rest, until all are asked", async () => {
    await inferWith("dies", { timeoutMs: 20_000 });
    await inferWith("dies", { timeoutMs: 20_000 });
    expect(await inferWith("dies", { timeoutMs: 20_000 })).toEqual({ answers });
    expect(await startedPids()).toHaveLength(2);
  });

  it("has no time left is not asked again", async () => {
    const { failure } = await inferWith("dies", { totalMs: 0 });
    expect(failure?.error.message).toBe("not done within 0 s");
    expect((await inferWith("dies", { totalMs: 0 })).failure).toBeDefined();
  });
});

it("starts one process for all questions of a run, and ends it with the run", async () => {
  await project.write({ "checker.cjs": fakeChecker("knows nothing", project.path("pids")) });
  const inference = openInferenceSession(setup(), { timeoutMs: 20_000 });
  for (const answer of answers.slice(0, 3))
    expect(await inference.infer([answer])).toEqual({ answers: [answer] });
  const pids = await startedPids();
  expect(pids).toHaveLength(1);
  inference.end();
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
});

it("leaves no file except its configuration", async () => {
  await inferWith("dies", { timeoutMs: 20_000 });
  const files = Object.keys(await project.snapshot("probes"));
  expect(files).toEqual([join("probes", "pyrightconfig.json").replaceAll("\\", "/")]);
});
