import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startHostProgram } from "../support/host-program.ts";
import { processesMarked } from "../support/marked-processes.ts";
import { testPython } from "../support/test-python.ts";

const environment = { SNAKEBRIDGE_PYTHON: testPython };

describe.each(["lane", "grpc"])("a program on the %s", (carrier) => {
  const pool = `const pool = createPool({ carrier: "${carrier}" });`;

  test("ends by itself after its last call", async () => {
    const program = startHostProgram(
      `${pool}\ntell(await call("math", "sqrt", [16]).with({ pool }));`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual([4]);
    if (process.platform === "linux")
      await vi.waitFor(() => expect(processesMarked(program.mark)).toEqual([]));
  });

  test("stays until the answer of its last call is here", async () => {
    const program = startHostProgram(
      `${pool}\ncall("time", "sleep", [0.3]).with({ pool }).then(() => tell("answered"));`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual(["answered"]);
  });

  test("stays until its pool's statistics are here", async () => {
    const program = startHostProgram(
      `${pool}\nawait call("math", "sqrt", [16]).with({ pool });\ntell((await pool.statistics()).length);`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual([1]);
  });

  test("stays until the end of a worker is told", async () => {
    const program = startHostProgram(
      `${pool}\nrun("import os; os._exit(7)").with({ pool }).then(undefined, (error) => tell(error.message));`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual([expect.stringMatching(/ended with exit code 7/)]);
  });

  test("that closes its pool ends the workers in order", async () => {
    const program = startHostProgram(
      `${pool}
      await run("import atexit, os; atexit.register(os.write, 1, b'farewell\\\\n')").with({ pool });
      const slow = call("time", "sleep", [0.2]).with({ pool }).then(() => tell("slow call answered"));
      await Promise.all([pool.close(), pool.close()]);
      await slow;
      await call("math", "sqrt", [2]).with({ pool }).then(tell, (error) => tell(error.code));
      tell("closed");`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual(["slow call answered", "PoolClosed", "closed"]);
    expect(program.stdout()).toBe("farewell\n");
  });
});

test("a program leaves nothing in the folder for temporary files", async () => {
  const folder = await mkdtemp("/tmp/sb-test-");
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = startHostProgram(`tell(await call("math", "sqrt", [16]));`, {
    ...environment,
    TMPDIR: folder,
  });
  await program.ended;
  expect(program.told).toEqual([4]);
  expect(readdirSync(folder).filter((name) => name.startsWith("sb-"))).toEqual([]);
});

test("the default pool can be closed, and used again", async () => {
  const program = startHostProgram(
    `const first = await call("os", "getpid");
    await close();
    await close();
    tell(first === await call("os", "getpid"));`,
    environment,
  );
  await program.ended;
  expect(program.told).toEqual([false]);
});

test("a program without an environment is told what to do", async () => {
  const program = startHostProgram(`await call("os", "getpid").then(tell, (error) => tell(error.message));`, {
    SNAKEBRIDGE_PYTHON: "",
    SNAKEBRIDGE_PROJECT: join("/nonexistent", "project"),
  });
  await program.ended;
  expect(program.told).toEqual([expect.stringMatching(/npx snakebridge generate/)]);
});
