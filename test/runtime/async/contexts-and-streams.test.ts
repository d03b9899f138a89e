import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  call,
  createPool,
  type Pool,
  type PyCall,
  type PyObject,
  symbol,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";

describe.each(["lane", "grpc"] as const)("over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    await addFixtureModules(pool, "asynchronous");
  });
  afterAll(() => pool.close());
  beforeEach(async () => void (await symbol("asynchronous", "log").$invoke("clear").with({ pool })));

  const python = <T = unknown>(name: string, ...args: unknown[]): PyCall<T> =>
    call<T>("asynchronous", name, args as never[]).with({ pool });
  const log = () => symbol("asynchronous", "log").$copy().$value().with({ pool }) as PromiseLike<string[]>;
  const reasonOf = (promise: PromiseLike<unknown>) => promise.then(() => "none", String);

  it("an asynchronous context manager is entered and left in one task", async () => {
    const result = await python("Manager").$with(async (manager: PyObject) => {
      expect(await manager.$invoke("sees_loop")).toBe(true);
      return 7;
    });
    expect(result).toBe(7);
    expect(await log()).toEqual(["enter", "exit None, same task"]);
  });

  it("`await using` works for it too", async () => {
    {
      await using context = await python("Manager").$enter<PyObject>();
      expect(await context.value.$invoke("sees_loop")).toBe(true);
    }
    expect(await log()).toEqual(["enter", "exit None, same task"]);
  });

  it("exceptions travel into __aexit__, which may swallow them", async () => {
    const failing = () => python("fail", "why");
    expect(await reasonOf(python("Manager").$with(failing))).toBe("PythonError: ValueError: why");
    expect(await python("Manager", [symbol("builtins", "ValueError")]).$with(failing)).toBe(undefined);
    const mistake = new TypeError("ours");
    const reason = python("Manager").$with(() => {
      throw mistake;
    });
    expect(await reason.catch((error: unknown) => error)).toBe(mistake);
    expect((await log()).filter((entry) => entry.startsWith("exit"))).toEqual([
      "exit ValueError('why'), same task",
      "exit ValueError('why'), same task",
      "exit CallbackError('ours'), same task",
    ]);
  });

  it("one that cannot be entered fails, without an exit", async () => {
    expect(await reasonOf(python("Manager", [], true).$with(() => 1))).toBe(
      "PythonError: LookupError: cannot enter",
    );
    expect(await log()).toEqual([]);
  });

  it("one of both kinds is entered by `with`, unless that refuses", async () => {
    await python("BothWays").$with(() => 1);
    await python("Refusing").$with(() => 1);
    expect(await log()).toEqual(["enter at once", "exit at once", "enter", "exit None, same task"]);
  });

  it("one may be what a coroutine comes to", async () => {
    await python("later", python("Manager").ref()).$with(() => 1);
    expect(await log()).toEqual(["enter", "exit None, same task"]);
  });

  it("a timeout of asyncio ends its block", async () => {
    if ((await pool.call("builtins", "hasattr", [symbol("asyncio"), "timeout"])) === false) return;
    const block = call("asyncio", "timeout", [0.02])
      .with({ pool })
      .$with(async () => void (await call("asyncio", "sleep", [0.1]).with({ pool })));
    expect(await reasonOf(block)).toMatch(/^PythonError: TimeoutError/);
  });

  it("asynchronous generators are iterated over, and closed", async () => {
    const numbers: unknown[] = [];
    for await (const number of python("count", 300)) numbers.push(number);
    expect(numbers).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(await log()).toEqual(["closed"]);
    for await (const number of python("count", 300)) if (number === 3) break;
    expect(await log()).toEqual(["closed", "closed"]);
  });

  it("an item is there at once, not when the next one is", async () => {
    const gate = await call("asyncio", "Event").with({ pool });
    const iterator = python("gated", gate).$iter();
    expect(await iterator.next()).toEqual({ value: "first", done: false });
    expect(await iterator.next()).toEqual({ value: "second", done: false });
    await (gate as PyObject).$invoke("set");
    expect(await iterator.next()).toEqual({ value: "third", done: false });
    expect(await iterator.next()).toMatchObject({ done: true });
  });

  it("closing one that waits cancels what it waits for", async () => {
    const gate = await call("asyncio", "Event").with({ pool });
    const iterator = python("gated", gate).$iter();
    for (let i = 0; i < 2; i++) await iterator.next();
    const third = iterator.next();
    await iterator.return(undefined);
    await third;
    expect(await log()).toEqual(["gate closed"]);
  });

  it("what an asynchronous generator raises comes behind the items before it", async () => {
    const seen: unknown[] = [];
    const loop = (async () => {
      for await (const number of python("count_and_fail", 3)) seen.push(number);
    })();
    expect(await reasonOf(loop)).toBe("PythonError: ValueError: enough");
    expect(seen).toEqual([0, 1, 2]);
  });
});
