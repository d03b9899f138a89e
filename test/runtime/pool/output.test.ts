import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createPool, isPythonError, type Pool } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
});

describe.each(["lane", "grpc"] as const)("what Python prints on the %s", (carrier) => {
  const pool: Pool = createPool({
    python: testPython,
    carrier,
    output: (line, stream) => lines.push(`${stream}: ${line}`),
  });
  afterAll(() => pool.close());

  function run(...code: string[]): Promise<unknown> {
    return pool.call("builtins", "exec", [code.join("\n"), {}]).then();
  }

  test("is there when the call has returned, line by line", async () => {
    for (let n = 0; n < 200; n++) {
      await run(`for k in range(3): print(${n}, k)`);
      expect(lines.splice(0)).toEqual([0, 1, 2].map((k) => `stdout: ${n} ${k}`));
    }
  });

  test("is there when Python calls back, and when it has raised", async () => {
    const seen: string[] = [];
    const look = () => void seen.push(...lines.splice(0));
    await pool.call("builtins", "exec", ["print('before'); look(); print('between'); look()", { look }]);
    expect(seen).toEqual(["stdout: before", "stdout: between"]);
    await expect(run("import sys", "print('told', file=sys.stderr)", "1 / 0")).rejects.toThrow();
    expect(lines).toEqual(["stderr: told"]);
  });

  test("does not change the order of what calls return", async () => {
    const settled: number[] = [];
    const noisy = Array.from({ length: 50 }, (_, n) =>
      pool.call("builtins", "print", [n]).then(() => settled.push(n)),
    );
    const quiet = Array.from({ length: 50 }, (_, n) =>
      pool.call("builtins", "abs", [n]).then(() => settled.push(50 + n)),
    );
    await Promise.all([...noisy, ...quiet]);
    expect(settled).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(lines).toHaveLength(50);
  });

  test("may come from C, from children, and be no text", async () => {
    await run(
      "import ctypes, os, subprocess, sys",
      "subprocess.run([sys.executable, '-c', 'print(\"child\")'])",
      "libc = ctypes.CDLL(None)",
      "libc.puts(b'from C')",
      "libc.fflush(None)",
      "os.write(1, b'\\xff\\xfe ok\\n')",
    );
    await expect.poll(() => lines).toEqual(["stdout: child", "stdout: from C", "stdout: \ufffd\ufffd ok"]);
  });

  test("keeps characters that cannot be printed elsewhere", async () => {
    await run("print('\\U0001f600 \\ud800')");
    expect(lines).toEqual(["stdout: 😀 \\ud800"]);
  });

  test("names the worker that printed it", async () => {
    const pids = new Set<number>();
    const named = createPool({
      python: testPython,
      carrier,
      output: (_line, _stream, pid) => pids.add(pid),
    });
    const pid = await named.call("os", "getpid", []);
    await named.call("builtins", "print", ["hello"]);
    expect([...pids]).toEqual([pid]);
    await named.close();
  });

  test("may be a flood", async () => {
    await run("for n in range(20_000): print('x' * 99)");
    expect(lines).toHaveLength(20_000);
  });

  test("shows the failures of threads, tasks and destructors, and warnings once", async () => {
    await run(
      "import threading, warnings, gc, asyncio",
      "thread = threading.Thread(target=lambda: 1 / 0)",
      "thread.start(); thread.join()",
      "class Bad:",
      "    def __del__(self): raise ValueError('in __del__')",
      "Bad()",
      "async def failing(): raise KeyError('in a task')",
      "async def main():",
      "    task = asyncio.ensure_future(failing())",
      "    await asyncio.sleep(0)",
      "    await asyncio.sleep(0)",
      "asyncio.run(main())",
      "gc.collect()",
      "for n in range(3): warnings.warn('take care')",
    );
    const text = lines.join("\n");
    expect(text).toMatch(/Exception in thread(?:.|\n)*ZeroDivisionError/);
    expect(text).toMatch(/ValueError: in __del__/);
    expect(text).toMatch(/Task exception was never retrieved(?:.|\n)*KeyError: 'in a task'/);
    expect(text.match(/UserWarning: take care/g)).toHaveLength(1);
  });

  test("warnings of a library name the call, not the worker", async () => {
    await pool.call("warnings", "warn", ["odd"]);
    expect(lines).toEqual([expect.stringMatching(/^stderr: <TypeScript>:\d+: UserWarning: odd$/)]);
  });

  test("the last words of a worker that dies are kept", async () => {
    const dying = run("import os, sys", "print('half a line', end='', flush=True)", "os._exit(3)");
    await expect(dying).rejects.toMatchObject({ code: "WorkerDied" });
    expect(lines).toEqual(["stdout: half a line"]);
  });
});

describe("input", () => {
  const pool: Pool = createPool({ python: testPython, output: (line) => lines.push(line) });
  afterAll(() => pool.close());

  test.each([
    ["input()", "input('name? ')"],
    ["sys.stdin", "import sys; sys.stdin.read()"],
    ["its bytes", "import sys; sys.stdin.buffer.readline()"],
    ["getpass()", "import getpass, warnings; warnings.simplefilter('ignore'); getpass.getpass()"],
    ["breakpoint()", "breakpoint()"],
  ])("%s says what to do instead", async (_, code) => {
    const error = await pool.call("builtins", "exec", [code, {}]).catch((reason: unknown) => reason);
    expect(
      isPythonError(error, "snakebridge_worker.InputUnavailable") && isPythonError(error, "EOFError"),
    ).toBe(true);
    expect(String(error)).toMatch(/standard input.*belongs to the TypeScript program/);
    expect(await pool.call("math", "sqrt", [9])).toBe(3);
  });
});
