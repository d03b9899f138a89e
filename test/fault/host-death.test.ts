import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startHostProgram } from "../support/host-program.ts";
import { isRunning, processesMarked } from "../support/marked-processes.ts";
import { testPython } from "../support/test-python.ts";

/** Python code that keeps the worker busy, after it has left a file that shows so. */
const busyStates = {
  computing: "while True: pass",
  "holding the interpreter lock": "import ctypes; ctypes.PyDLL(None).sleep(600)",
  stopped: "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
  "waiting for a child": "import subprocess; subprocess.run(['sleep', '600'])",
};
const states = ["idle", ...(Object.keys(busyStates) as (keyof typeof busyStates)[])] as const;

/** The program's statement that brings its worker into a state. */
function enterState(state: (typeof states)[number], busy: string): string {
  if (state === "idle") return `await call("math", "sqrt", [2]);`;
  const code = `open(${JSON.stringify(busy)}, "w").close()\n${busyStates[state]}`;
  return `void run(${JSON.stringify(code)}).then();`;
}

const deaths = {
  "is killed": "",
  "calls process.exit": `process.on("SIGUSR2", () => process.exit(3));`,
  "throws an exception that nobody catches": `process.on("SIGUSR2", () => { throw new Error("unforeseen"); });`,
  "is interrupted": "",
};
const signals: Record<keyof typeof deaths, NodeJS.Signals> = {
  "is killed": "SIGKILL",
  "calls process.exit": "SIGUSR2",
  "throws an exception that nobody catches": "SIGUSR2",
  "is interrupted": "SIGINT",
};

async function privateDirectories(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith("sb-"));
}

describe.skipIf(process.platform !== "linux").each(Object.keys(deaths) as (keyof typeof deaths)[])(
  "a program that %s leaves no process",
  (death) => {
    test.each(states)("with a worker that is %s", async (state) => {
      const folder = await mkdtemp("/tmp/host-death-");
      onTestFinished(() => rm(folder, { recursive: true }));
      const busy = join(folder, "busy");
      const program = startHostProgram(
        `setInterval(() => {}, 1000);\n${deaths[death]}\ntell(await call("os", "getpid"));\n${enterState(state, busy)}\ntell("under way");`,
        { SNAKEBRIDGE_PYTHON: testPython, TMPDIR: folder },
      );
      await vi.waitFor(() => expect(program.told, program.stderr()).toHaveLength(2), 20_000);
      if (state !== "idle") await vi.waitFor(() => expect(existsSync(busy)).toBe(true), 20_000);
      expect(isRunning(program.told[0] as number)).toBe(true);
      program.child.kill(signals[death]);
      await program.ended;
      await vi.waitFor(() => expect(processesMarked(program.mark)).toEqual([]), 5000);
      await vi.waitFor(async () => expect(await privateDirectories(folder)).toEqual([]));
    });
  },
);
