import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  coroutine,
  createPool,
  isPythonError,
  type Pool,
  type PyObject,
  subclass,
  symbol,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { defineThreads } from "../support/threads.ts";

describe.each(["lane", "grpc"] as const)("calls of functions that threads call, over the %s", (carrier) => {
  let pool: Pool;
  let names: PyObject;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    names = await defineThreads(pool);
  });
  afterAll(() => pool.close());

  const python = (name: string, ...args: unknown[]) => names.$item(name).$call(...(args as never[]));
  const call = (module: string, name: string, args: unknown[] = []) =>
    pool.call(module, name, args as never[]);

  test("run while a call waits for these threads", async () => {
    const double = async (n: number) => Number(await call("operator", "mul", [n, 2])) + 1;
    const expected = Array.from({ length: 40 }, (_, n) => 2 * n + 1);
    expect(await python("in_pool", double, 40, 1)).toEqual(expected);
    expect(await python("in_pool", double, 40, 8)).toEqual(expected);
  });

  test("run on the thread that waits; others on the main one", async () => {
    const seen: unknown[] = [];
    await python("in_thread", async () => {
      await python("set_local", "mine");
      seen.push(await python("ident"), await python("get_local"), await python("ident"));
    });
    expect(seen[1]).toBe("mine");
    expect(seen[0]).toBe(seen[2]);
    const main = await python("main_ident");
    expect(seen[0]).not.toBe(main);
    expect(await python("ident")).toBe(main);
    expect(await python("call", async () => python("ident"))).toBe(main);
    const where = coroutine(async () => python("ident"));
    expect(await python("call", where)).toBe(main);
    // The main thread is in a call that runs a loop of its own.
    expect(await call("asyncio", "run", [python("call", where)])).not.toBe(main);
  });

  test("nest on the same thread", async () => {
    const down = async (depth: number): Promise<unknown> =>
      depth === 0 ? python("ident") : python("call", async (n: number) => down(n), depth - 1);
    const both = async () => [await python("ident"), await down(20)];
    const [first, last] = (await python("in_thread", both)) as unknown[];
    expect(first).toBe(last);
  });

  test("run inside of one another, when a function awaits what was called outside of it", async () => {
    const seen = await python("in_thread", async () => {
      let outer: Promise<unknown> | undefined;
      const inner = python("call", async () => outer).then();
      outer = call("operator", "add", [1, 2]).then();
      return inner;
    });
    expect(seen).toBe(3);
  });

  test("use what belongs to the thread: its locks, and connections of sqlite3", async () => {
    expect(await python("in_thread", names.$item("locked"), () => python("take_lock"))).toBe(true);
    const rows = await python("database", async (db: PyObject) => {
      await db.$invoke("execute", "create table t (n)");
      await db.$invoke("executemany", "insert into t values (?)", [[1], [2]]);
      return db.$invoke("execute", "select sum(n) from t").$invoke("fetchone");
    });
    expect(rows).toEqual([3]);
  });

  test("use the thread itself, in a subclass of Thread", async () => {
    const Worker = await subclass("Worker", [symbol("threading", "Thread")], {
      run: async (self) => {
        await self.$set("seen", [
          await self.$invoke("is_alive"),
          await self.$attr("name"),
          await python("ident"),
        ]);
      },
    }).with({ pool });
    const worker = await Worker.$call();
    await python("run_and_join", worker);
    expect(await worker.$attr("seen")).toEqual([
      true,
      await worker.$attr("name"),
      await worker.$attr("ident"),
    ]);
  });

  test("draw from generators of the program", async () => {
    const squares = async function* () {
      for (let n = 0; n < 5; n++) yield await call("operator", "mul", [n, n]);
    };
    expect(await python("in_thread", symbol("builtins", "list"), squares())).toEqual([0, 1, 4, 9, 16]);
  });

  test("share what one of them has not got yet", async () => {
    const shared = call("collections", "Counter", ["abba"]);
    const counts = await python("in_pool", async () => shared.$invoke("total"), 8, 8);
    expect(counts).toEqual(Array.from({ length: 8 }, () => 4));
  });

  test("fail as others do, and the exception passes the thread", async () => {
    const fail = async () => call("operator", "truediv", [1, 0]);
    const error = await python("in_thread", fail).catch((reason: unknown) => reason);
    expect(isPythonError(error, "builtins:ZeroDivisionError")).toBe(true);
    const chain = async () => call("operator", "truediv", [1, 0]).$attr("real").$invoke("bit_length");
    await expect(python("in_thread", chain)).rejects.toMatchObject({ pythonType: "ZeroDivisionError" });
  });

  test("give references, large values and streams", async () => {
    const made = await python("in_thread", async () => {
      const bytes = await call("builtins", "bytes", [200_000]);
      const items: unknown[] = [];
      for await (const item of (await call("builtins", "range", [3]).ref()) as PyObject) items.push(item);
      const list = (await call("builtins", "list", [[1, 2]]).ref()) as PyObject;
      return [(bytes as Uint8Array).length, items, await list.$len()];
    });
    expect(made).toEqual([200_000, [0, 1, 2], 2]);
  });

  test("await coroutines while the main thread waits for the program, and run them themselves", async () => {
    const result = await new Promise((resolve, reject) => {
      python("start", () => python("later", 7).then(resolve, reject)).catch(reject);
    });
    expect(result).toBe(7);
    const inside = await python("in_thread", async () => call("asyncio", "run", [python("later", 8)]));
    expect(inside).toBe(8);
    const event = await python("in_thread", async () => call("asyncio", "Event").$invoke("is_set"));
    expect(event).toBe(false);
  });
});
