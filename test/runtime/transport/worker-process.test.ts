import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { startWorkerProcess } from "../../../src/runtime/transport/start-worker-process.ts";
import type { WorkerProcess } from "../../../src/runtime/transport/worker-process.ts";
import { markVariable, processesMarked } from "../../support/marked-processes.ts";
import { testPython } from "../../support/test-python.ts";

const mark = `worker-process-test-${process.pid}`;

afterEach(() => {
  vi.unstubAllEnvs();
});

async function start(
  options: Partial<Parameters<typeof startWorkerProcess>[0]> = {},
): Promise<WorkerProcess> {
  vi.stubEnv(markVariable, mark);
  const child = await startWorkerProcess({
    python: testPython,
    carriers: ["lane", "grpc"],
    maxFrameBytes: 2 ** 32 - 1,
    startTimeoutMs: 30_000,
    ...options,
  });
  onTestFinished(async () => {
    child.ref();
    child.kill();
    await child.ended;
  });
  return child;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp("/tmp/worker-process-");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A program in Python's place. */
async function impostor(script: string): Promise<string> {
  const file = join(await temporaryFolder(), "python");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

describe("a worker", () => {
  test("listens on the lane at once, and on the control plane soon", async () => {
    const child = await start();
    expect(child.ready).toMatchObject({ carrier: "lane", protocol: 1, pid: child.pid });
    expect(await child.control).toMatch(/^unix:/);
  });

  test("takes the first carrier that it is offered", async () => {
    const child = await start({ carriers: ["grpc", "lane"] });
    expect(child.ready).toMatchObject({ carrier: "grpc", lane: null, control: expect.any(String) });
  });

  test("starts in spite of PYTHONHOME, PYTHONPATH and modules in the working directory that shadow its own", async () => {
    const folder = await temporaryFolder();
    for (const name of ["json", "socket", "msgpack", "threading"])
      await writeFile(join(folder, `${name}.py`), "raise SystemExit('the wrong module')\n");
    vi.stubEnv("PYTHONHOME", "/nonexistent");
    vi.stubEnv("PYTHONPATH", folder);
    vi.stubEnv("PYTHONSTARTUP", "/nonexistent");
    await start();
  });

  test.skipIf(process.platform === "win32")("listens where a socket's path is short enough", async () => {
    const folder = join(await temporaryFolder(), "x".repeat(100));
    await mkdir(folder);
    vi.stubEnv("TMPDIR", folder);
    const child = await start();
    expect(child.ready.lane!.length).toBeLessThan(104);
    expect(await readdir(folder)).toEqual([]);
  });

  test("listens elsewhere when the folder for temporary files is gone", async () => {
    vi.stubEnv("TMPDIR", "/nonexistent");
    expect((await start()).ready.carrier).toBe("lane");
  });

  test("takes its directory along when it ends", async () => {
    const folder = await temporaryFolder();
    vi.stubEnv("TMPDIR", folder);
    const child = await start();
    expect(await readdir(folder)).toHaveLength(1);
    child.ref();
    child.kill();
    expect(await child.ended).toEqual({ code: null, signal: "SIGKILL" });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a worker that cannot start", () => {
  afterEach(async () => {
    if (process.platform === "linux")
      await vi.waitFor(() => expect(processesMarked(mark).filter((pid) => pid !== process.pid)).toEqual([]));
  });

  test.each([
    ["is not there", async () => "/nonexistent/python", {}, /\/nonexistent\/python does not run \(.*ENOENT/],
    [
      "ends, with what it said",
      () => impostor("echo 'ModuleNotFoundError: msgpack' >&2; exit 3"),
      {},
      /it ended with exit code 3; its last output was:\n +ModuleNotFoundError: msgpack/,
    ],
    [
      "refuses",
      () => impostor(`sleep 0.1; echo '{"error":"NoMood","message":"not today"}' >&3; exit 1`),
      {},
      /not today \(NoMood\)/,
    ],
    [
      "talks nonsense",
      () => impostor("echo hello >&3; sleep 600"),
      {},
      /it sent "hello" on its private channel/,
    ],
    ["answers null", () => impostor("echo null >&3; sleep 600"), {}, /it sent "null"/],
    ["says nothing", () => impostor("sleep 600"), { startTimeoutMs: 100 }, /it did not answer within 100 ms/],
    ["cannot serve what is offered", async () => testPython, { carriers: [] }, /none of the carriers/],
  ])("because it %s: a named error, and nothing is left", async (_, python, options, message) => {
    await expect(start({ python: await python(), ...options })).rejects.toMatchObject({
      code: "WorkerStartFailed",
      executed: "no",
      message: expect.stringMatching(message),
    });
  });
});
