import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool, isPythonError, type Pool, type PyObject, PySlice } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { collectGarbage } from "../support/garbage.ts";

const program = `
import concurrent.futures, json, threading

kept = []

def keep(function):
    kept.append(function)

def call_kept(*args):
    return kept[-1](*args)

def forget():
    kept.clear()

def in_pool(function, count, threads):
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, range(count)))

def later(function, seconds):
    timer = threading.Timer(seconds, function, ["rang"])
    timer.start()
    return timer

def wrap(function):
    try:
        function()
    except Exception as error:
        raise RuntimeError("wrapped") from error

def same_exception(function, make):
    caught = []
    def fail():
        error = make("mine")
        caught.append(error)
        raise error
    try:
        function(fail)
    except Exception as error:
        return error is caught[0], type(error).__name__

def describe(function):
    try:
        function()
    except Exception as error:
        return [type(error).__module__, type(error).__name__, str(error), error.name, error.__notes__[0]]

def twice(function):
    return function(function(1))
`;

describe.each(["lane", "grpc"] as const)("callbacks over the %s", (carrier) => {
  let pool: Pool;
  let names: PyObject;
  beforeAll(async () => {
    pool = open();
    names = await define(pool);
  });
  afterAll(() => pool.close());

  function open(options: Parameters<typeof createPool>[0] = {}): Pool {
    return createPool({ python: testPython, carrier, ...options });
  }

  async function define(on: Pool): Promise<PyObject> {
    const scope = await on.call<PyObject>("builtins", "dict").ref();
    await on.call("builtins", "exec", [program, scope]);
    return scope as PyObject;
  }

  const python = (name: string, ...args: unknown[]) => names.$item(name).$call(...(args as never[]));
  const call = (module: string, name: string, args: unknown[], kwargs?: Record<string, unknown>) =>
    pool.call(module, name, args as never[], kwargs);
  const held = async () => (await pool.connect()).hostObjects.size;

  /** Until this program has let go of everything, and Python in turn. */
  async function expectNothingHeld(): Promise<void> {
    while ((await held()) > 0) {
      collectGarbage();
      await call("gc", "collect", []);
    }
  }

  test("stand for any callable", async () => {
    expect(await call("builtins", "sorted", [["pear", "fig"]], { key: (s: string) => s.length })).toEqual([
      "fig",
      "pear",
    ]);
    const doubled = call("builtins", "map", [(n: number) => n * 2, [1, 2]]);
    expect(await call("builtins", "list", [doubled])).toEqual([2, 4]);
    const odd = call("builtins", "filter", [async (n: number) => n % 2 === 1, [1, 2, 3]]);
    expect(await call("builtins", "list", [odd])).toEqual([1, 3]);
    expect(await call("functools", "reduce", [(a: number, b: number) => a - b, [9, 3, 2]])).toBe(4);
    const upper = async (match: PyObject) => String(await match.$invoke("group", 0)).toUpperCase();
    expect(await call("re", "sub", ["a+", upper, "caat"])).toBe("cAAt");
    const dumped = call("json", "dumps", [{ at: new PySlice(1, 2) }], {
      default: (value: PySlice) => value.stop,
    });
    expect(await dumped).toBe('{"at": 2}');
  });

  test("serve scientific libraries", async () => {
    const bowl = (x: { data: Float64Array }) => (x.data[0]! - 3) ** 2 + (x.data[1]! + 1) ** 2;
    const found = call("scipy.optimize", "minimize", [bowl, [0, 0]], { method: "Nelder-Mead" });
    const [x, y] = (await found.$attr("x").$invoke("tolist")) as number[];
    expect([x, y].map((value) => Math.round(value! * 100) / 100)).toEqual([3, -1]);
    const line = (x: { data: Float64Array }, a: number, b: number) => x.data.map((v) => a * v + b);
    const fit = call("scipy.optimize", "curve_fit", [line, [0, 1, 2], [1, 3, 5]]);
    const fitted = (await fit.$item(0).$invoke("tolist")) as number[];
    expect(fitted.map((value) => Math.round(value))).toEqual([2, 1]);
    const frame = call("pandas", "DataFrame", [{ a: [1, 2], b: [3, 4] }]);
    const sums = frame.$invoke("apply", async (column: PyObject) => Number(await column.$invoke("sum")));
    expect(await sums.$invoke("to_dict")).toEqual({ a: 3, b: 7 });
  });

  test("say who they are", async () => {
    function area(width: number, height: number): number {
      return width * height;
    }
    expect(await call("inspect", "signature", [area]).$str()).toBe("(arg0, arg1)");
    expect(await call("inspect", "signature", [() => 1]).$str()).toBe("(*args, **kwargs)");
    expect(await call("builtins", "getattr", [area, "__name__"])).toBe("area");
    expect(await call("builtins", "getattr", [area, "__doc__"])).toBe(null);
    expect(await call("builtins", "repr", [area])).toBe("<TypeScript function area>");
    expect(await call("builtins", "callable", [() => 1])).toBe(true);
    expect(await call("copy", "deepcopy", [area])).toBe(area);
    await expect(Promise.resolve(call("pickle", "dumps", [area]))).rejects.toThrow("cannot pickle");
  });

  test("get keywords as a last object, and give what Python has", async () => {
    const seen: unknown[] = [];
    const note = (...args: unknown[]) => void seen.push(args);
    await call("functools", "partial", [note, 1], { a: 2 }).$call(new Map([[1, "one"]]));
    expect(seen).toEqual([[1, new Map([[1, "one"]]), { a: 2 }]]);
    const made = await call("builtins", "list", []).ref();
    const through = (fn: () => unknown) => call("functools", "reduce", [fn, [1, 2]]);
    expect(await call("operator", "is_", [through(() => made), made])).toBe(true);
    expect(await through(() => [call("operator", "add", [1, 2])])).toEqual([3]);
    const chain = call("operator", "add", [1, 2]);
    expect(await Promise.all([through(() => [chain]), call("operator", "neg", [chain])])).toEqual([[3], -3]);
  });

  test("are the same function, and let go when Python lets go", async () => {
    await expectNothingHeld();
    const fn = (n: number) => n + 1;
    expect(await call("operator", "is_", [fn, fn])).toBe(true);
    await python("keep", fn);
    expect(await held()).toBe(1);
    expect(await python("call_kept", 1)).toBe(2);
    expect(await call("operator", "is_", [names.$item("kept").$item(0), fn])).toBe(true);
    expect(await names.$item("kept").$item(0)).toBe(fn);
    await sleep(100);
    expect(await python("call_kept", 1)).toBe(2);
    await python("forget");
  });

  test("are let go with a call that never got them", async () => {
    await expectNothingHeld();
    const fn = () => 1;
    const cannotCross = call("builtins", "int", [fn, Symbol("odd")]).then();
    await expect(cannotCross).rejects.toMatchObject({ code: "NotEncodable" });
    await expect(call("no_such_module", "x", [fn]).then()).rejects.toMatchObject({ code: "ImportFailed" });
    const busy = call("time", "sleep", [0.2]).then();
    const behind = call("builtins", "repr", [fn]).with({ timeoutMs: 20 }).then();
    await expect(behind).rejects.toMatchObject({ code: "DeadlineExceeded" });
    await busy;
    expect(await held()).toBe(0);
  });

  test("are called from threads, also while no call runs", async () => {
    expect(await python("in_pool", async (n: number) => n * n, 40, 8)).toEqual(
      Array.from({ length: 40 }, (_, n) => n * n),
    );
    const rang = new Promise((resolve) => void python("later", resolve, 0.05).then());
    expect(await rang).toBe("rang");
    const asking = new Promise((resolve) => {
      void python("later", async () => resolve(await call("operator", "add", [1, 1])), 0.05).then();
    });
    expect(await asking).toBe(2);
  });

  test("nest", async () => {
    const down = async (depth: number): Promise<number> => {
      if (depth === 0) return 0;
      const one = call("builtins", "map", [async () => 1 + (await down(depth - 1)), [0]]);
      return Number(await call("builtins", "sum", [one]));
    };
    expect(await down(60)).toBe(60);
  });

  test("wait for calls that were made before, except for those that need them", async () => {
    let resolve: (value: unknown) => void = () => {};
    const ready = new Promise((done) => {
      resolve = done;
    });
    const first = call("builtins", "sorted", [[2, 1]], { key: (n: number) => ready.then(() => n) });
    const dependent = first.$item(0);
    const needy = call("operator", "add", [dependent, 1]);
    const other = call("operator", "add", [20, 1]).then(resolve);
    expect(await Promise.all([needy, other, first])).toEqual([2, undefined, [1, 2]]);
  });

  test("throw what comes out again", async () => {
    class Odd extends Error {}
    const odd = new Odd("odd one");
    const fail = () => {
      throw odd;
    };
    await expect(
      Promise.resolve(call("builtins", "list", [call("builtins", "map", [fail, [1]])])),
    ).rejects.toBe(odd);
    const stack = odd.stack;
    const chained = call("functools", "reduce", [fail, [1, 2]]);
    await expect(Promise.resolve(chained.$attr("real"))).rejects.toBe(odd);
    expect(odd.stack).toBe(stack);
    const wrapped = await python("wrap", fail).catch((error: unknown) => error);
    expect(isPythonError(wrapped, "RuntimeError")).toBe(true);
    expect((wrapped as Error).cause).toBe(odd);
    const [module, name, message, jsName, note] = (await python("describe", fail)) as string[];
    expect([module, name, message, jsName]).toEqual([
      "snakebridge_worker",
      "CallbackError",
      "odd one",
      "Odd",
    ]);
    expect(note).toBe(stack);
    await expect(python("twice", () => Promise.reject("plain")).then()).rejects.toBe("plain");
    const unsendable = python("twice", () => Symbol("odd")).then();
    await expect(unsendable).rejects.toThrow("the result of anonymous: result: a symbol");
  });

  test("pass Python's own exceptions through", async () => {
    const through = async (fail: PyObject) => void (await fail.$call());
    const types = await call("builtins", "KeyError", []).$type();
    expect(await python("same_exception", through, types)).toEqual(expect.objectContaining({ length: 2 }));
    const [same, name] = [...((await python("same_exception", through, types)) as Iterable<unknown>)];
    expect([same, name]).toEqual([true, "KeyError"]);
    const chained = async (fail: PyObject) => void (await fail.$call().$attr("real"));
    const [kept] = [...((await python("same_exception", chained, types)) as Iterable<unknown>)];
    expect(kept).toBe(true);
  });

  test("can be broken off", async () => {
    const never = () => new Promise(() => {});
    const late = python("twice", never).with({ timeoutMs: 100 });
    await expect(Promise.resolve(late)).rejects.toMatchObject({ code: "DeadlineExceeded" });
    const pid = await call("os", "getpid", []);
    expect(await call("operator", "add", [1, 1])).toBe(2);
    let answer: (value: number) => void = () => {};
    const slow = python("twice", () => new Promise((resolve) => (answer = resolve))).with({ timeoutMs: 100 });
    await expect(Promise.resolve(slow)).rejects.toMatchObject({ code: "DeadlineExceeded" });
    answer(1);
    expect(await call("os", "getpid", [])).toBe(pid);
    const stuck = () => call("time", "sleep", [60]).with({ timeoutMs: 100 });
    await expect(python("twice", stuck).then()).rejects.toMatchObject({ code: "DeadlineExceeded" });
    expect(await call("os", "getpid", [])).toBe(pid);
  });

  test("leave nothing behind", expectNothingHeld);

  test("keep what Python marks them with", async () => {
    const marked = () => 1;
    await call("builtins", "setattr", [marked, "mark", "here"]);
    expect(await call("builtins", "getattr", [marked, "mark"])).toBe("here");
    expect(await call("builtins", "vars", [marked])).toEqual({
      __annotations__: {},
      __name__: "marked",
      __qualname__: "marked",
      __doc__: null,
      mark: "here",
    });
  });

  test("end with their worker", async () => {
    const mortal = open();
    const scope = await define(mortal);
    const pid = (await mortal.connect()).pid;
    let nested: unknown;
    const kill = async () => {
      process.kill(pid, "SIGKILL");
      nested = await mortal.call("time", "sleep", [60, scope]).catch((error: unknown) => error);
      return 1;
    };
    const failed = scope.$item("twice").$call(kill).then();
    await expect(failed).rejects.toMatchObject({ code: "WorkerDied" });
    await expect.poll(() => nested).toMatchObject({ code: "WorkerDied" });
    const gone = scope.$invoke("get", () => 1).then();
    await expect(gone).rejects.toMatchObject({ code: "StaleReference" });
    await mortal.close();
  });

  test("are answered while the pool closes", async () => {
    const closing = open();
    const scope = await define(closing);
    let closed: Promise<void> | undefined;
    const close = async (n: number) => {
      closed ??= closing.close();
      await expect(closing.call("operator", "add", [1, 1]).then()).rejects.toMatchObject({
        code: "PoolClosed",
      });
      return n + 1;
    };
    expect(await scope.$item("twice").$call(close)).toBe(3);
    await closed;
  });
});
