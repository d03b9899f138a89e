import { setImmediate as nextTurn } from "node:timers/promises";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  call,
  isPythonError,
  kw,
  type PyCall,
  PyObject,
  PySlice,
  tuple,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";
import { Counter, copy_counter, Dict, deepcopy, environ, sorted } from "./generated.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());
beforeEach(() => {
  worker.sent.length = 0;
});

function run<T>(lazy: PyCall<T>): PyCall<T> {
  return lazy.with({ pool: worker });
}

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return run(call(module, name, args));
}

const collectGarbage = exposeGarbageCollector();

function exposeGarbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** Collects until `done`, because finalizers come when the engine likes. */
async function collectUntil(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) {
    collectGarbage();
    await nextTurn();
  }
}

describe("calls", () => {
  it("are sent once, when they are awaited, however often", async () => {
    const list = await run(call("builtins", "list", [[]]).ref());
    const append = list.$invoke("append", 1);
    await nextTurn();
    expect(worker.sent.length).toBe(1);
    await Promise.all([append, append, append.then()]);
    await append;
    expect(await list.$value()).toEqual([1]);
  });

  it("make a chain in one frame", async () => {
    let chain = python("math", "sqrt", 2 ** 40);
    for (let n = 0; n < 4; n++) chain = python("math", "sqrt", chain);
    expect(await chain).toBe(2 ** 1.25);
    expect(worker.sent.length).toBe(1);
  });

  it("make a chain of any length", async () => {
    let chain = python("operator", "add", 0, 1);
    for (let n = 0; n < 20_000; n++) chain = python("operator", "add", chain, 1);
    expect(await chain).toBe(20_001);
  });

  it("can be taken deep among the arguments", async () => {
    const one = python("operator", "add", 1, 0);
    const two = python("operator", "add", one, 1);
    expect(await python("builtins", "list", [{ both: [one, two] }, two])).toEqual([{ both: [1, 2] }, 2]);
    expect(worker.sent.length).toBe(1);
  });

  it("give their value later, when they were an argument first", async () => {
    const made = python("builtins", "sorted", [3, 1, 2]);
    expect(await python("builtins", "len", made)).toBe(3);
    expect(await made).toEqual([1, 2, 3]);
    expect(await Promise.all([made.$len(), made])).toEqual([3, [1, 2, 3]]);
  });

  it("can be awaited and used in the same tick", async () => {
    const made = python("builtins", "sorted", [3, 1, 2]);
    expect(await Promise.all([made, made.$len(), python("builtins", "sum", made)])).toEqual([
      [1, 2, 3],
      3,
      6,
    ]);
  });

  it("can be arguments after they were awaited", async () => {
    const made = python("builtins", "sorted", [3, 1]);
    await made;
    expect(await python("builtins", "len", made)).toBe(2);
    const counter = run(Counter.new("abca"));
    await counter;
    expect(await counter.total()).toBe(4);
  });

  it("fail with the failure of what they need", async () => {
    const failing = python("builtins", "int", "no number");
    await expect(python("builtins", "abs", failing)).rejects.toSatisfy((error) =>
      isPythonError(error, "ValueError"),
    );
    await expect(Promise.resolve(failing)).rejects.toSatisfy((error) => isPythonError(error, "ValueError"));
    const unsendable = python("builtins", "abs", Symbol("odd"));
    await expect(python("builtins", "abs", [unsendable])).rejects.toMatchObject({ code: "NotEncodable" });
  });

  it("refuse to take themselves", async () => {
    const list: unknown[] = [];
    const selfish = python("builtins", "len", list);
    list.push([selfish]);
    const message = "builtins:len: args[0][0][0]: it is the result of the call to which it is passed";
    await expect(Promise.resolve(selfish)).rejects.toMatchObject({ code: "NotEncodable", message });
    const kwargs: Record<string, unknown> = {};
    const twin = run(call("builtins", "dict", [], kwargs));
    kwargs.self = twin;
    await expect(Promise.resolve(twin)).rejects.toMatchObject({ code: "NotEncodable" });
  });

  it("keep their options along a chain", async () => {
    const slow = call("time", "sleep", [0.3]).with({ pool: worker, timeoutMs: 20 });
    await expect(Promise.resolve(slow.$str())).rejects.toMatchObject({ code: "DeadlineExceeded" });
  });

  it("say where they were made", async () => {
    const make = () => python("builtins", "complex", "x");
    const stack = async (lazy: PyCall<unknown>) => ((await lazy.catch((error) => error)) as Error).stack;
    expect(await stack(make())).toMatch(
      /^PythonError: ValueError: complex.*\n(?:.*\n)*? {4}at make \(.*live\.test\.ts:\d+/,
    );
    // Only the first calls of a symbol walk the stack; the others are placed where they are awaited, or taken by hand.
    async function awaits() {
      await python("builtins", "int", "x");
    }
    function takes() {
      return python("builtins", "int", "x").then((value) => value);
    }
    for (const use of [awaits, takes]) {
      const errors = await Promise.all(
        Array.from({ length: 20 }, () => use().catch((error: Error) => error.stack)),
      );
      for (const each of errors)
        expect(each).toMatch(new RegExp(`at (async )?${use.name} \\(.*live\\.test\\.ts:\\d+`));
      expect(errors.join()).not.toContain("src/runtime");
    }
  });
});

describe("arguments", () => {
  it("take keyword arguments last", async () => {
    expect(await run(sorted([1, 3, 2], { reverse: true }))).toEqual([3, 2, 1]);
    expect(await run(call("builtins", "dict", [kw({ a: 1, skipped: undefined })]))).toEqual({ a: 1 });
    expect(await run(call("builtins", "dict", [{ a: 1 }, undefined]))).toEqual({ a: 1 });
  });

  it("refuse anything else there", () => {
    expect(() => sorted([1], [2] as never)).toThrow(
      /builtins:sorted got an array as its last argument, where keyword arguments belong/,
    );
    expect(() => call("m", "f", [kw({})], {})).toThrow(/m:f got keyword arguments twice/);
  });

  it("may be classes and module attributes", async () => {
    expect(await python("builtins", "issubclass", Counter, Dict)).toBe(true);
    expect(await python("builtins", "isinstance", environ, call("builtins", "type", [environ]))).toBe(true);
  });
});

describe("objects", () => {
  it("answer to everything behind $", async () => {
    const list = await run(call("builtins", "list", [[1, 2, 3]]).ref());
    expect(await list.$len()).toBe(3);
    expect(await list.$item(0)).toBe(1);
    expect(await list.$item(new PySlice(1, null))).toEqual([2, 3]);
    expect(await list.$setItem(0, tuple(7))).toBe(null);
    expect(await list.$contains(tuple(7))).toBe(true);
    expect(await list.$deleteItem(0)).toBe(null);
    expect([await list.$repr(), await list.$str()]).toEqual(["[2, 3]", "[2, 3]"]);
    expect(await list.$invoke("index", 3)).toBe(1);
    expect(await list.$attr("__class__").$attr("__name__")).toBe("list");
    expect(await (await list.$type()).$call([5])).toEqual([5]);
    const space = await python("types", "SimpleNamespace");
    expect(space).toBeInstanceOf(PyObject);
    const object = space as PyObject;
    await object.$set("x", 1);
    expect(await object.$attr("x")).toBe(1);
    await object.$delete("x");
    await expect(Promise.resolve(object.$attr("x"))).rejects.toSatisfy((error) =>
      isPythonError(error, "AttributeError"),
    );
  });

  it("are instances of their generated class, or of a base of it", async () => {
    const counter = await run(Counter.new("abca"));
    expect(counter).toBeInstanceOf(Counter);
    expect(await counter.most_common(1)).toEqual([tuple("a", 2)]);
    expect(await python("collections", "OrderedDict")).toBeInstanceOf(Dict);
    expect(await counter.get("zz", 5)).toBe(5);
  });

  it("have members before they are awaited", async () => {
    expect(await run(Counter.new("abca")).copy().copy().total()).toBe(4);
    expect(await copy_counter(run(Counter.new("aa"))).get("a")).toBe(2);
    expect(worker.sent.length).toBe(2);
  });

  it("keep their identity", async () => {
    const counter = await run(Counter.new("a"));
    const [same, copy] = (await python("builtins", "list", [counter, counter.copy()])) as unknown[];
    expect(same).toBe(counter);
    expect(copy).not.toBe(counter);
  });

  it("iterate in batches that grow", async () => {
    const seen: unknown[] = [];
    for await (const item of python("builtins", "range", 100).ref()) seen.push(item);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(worker.sent.length).toBeLessThan(20);
  });

  it("raise while they are iterated", async () => {
    const generator = python("builtins", "eval", "(1 // (3 - n) for n in range(9))");
    const seen: unknown[] = [];
    const iterate = async () => {
      for await (const item of generator) seen.push(item);
    };
    await expect(iterate()).rejects.toSatisfy((error) => isPythonError(error, "ArithmeticError"));
  });

  it("are printed, compared and serialized without a word to Python", async () => {
    const counter = await run(Counter.new("a"));
    worker.sent.length = 0;
    expect(inspect({ counter })).toMatch(/counter: PyObject\(collections:Counter #\d+\)/);
    expect(inspect(counter.copy())).toBe("PyCall(collections:Counter.copy, not sent)");
    expect(JSON.stringify({ counter })).toBe('{"counter":{}}');
    await nextTurn();
    expect(worker.sent.length).toBe(0);
  });

  it("can be let go by a block", async () => {
    const counter = await run(Counter.new("a"));
    await counter[Symbol.asyncDispose]();
    await expect(Promise.resolve(counter.total())).rejects.toMatchObject({
      code: "StaleReference",
      executed: "no",
    });
  });

  it("are let go when nobody holds them", async () => {
    const gone = await run(call("weakref", "WeakSet", []).ref());
    const make = async () => {
      const made = await Promise.all(Array.from({ length: 50 }, () => python("threading", "Event").ref()));
      for (const object of made) await gone.$invoke("add", object);
    };
    await make();
    expect(await gone.$len()).toBe(50);
    // In Python: the last one may still be the result of the call that fetched it.
    await collectUntil(async () => (await gone.$len()) < 5);
  });

  it("kept for calls that were not awaited are let go too", async () => {
    const gone = await run(call("weakref", "WeakSet", []).ref());
    const make = async () => {
      for (let n = 0; n < 20; n++) await gone.$invoke("add", python("threading", "Event"));
    };
    await make();
    expect(await gone.$len()).toBe(20);
    await collectUntil(async () => (await gone.$len()) < 5);
  });
});

describe("module attributes", () => {
  it("are read again each time", async () => {
    const scope = { pool: worker };
    const name = deepcopy(environ).with(scope);
    expect(await name.$len()).toBeGreaterThan(0);
    expect(await environ.$contains("PATH").with(scope)).toBe(true);
    expect(inspect(environ)).toBe("PyAttribute(os:environ)");
  });
});

it("warns once of a call that was never awaited, and not of its parts", async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => {
    if (/never:|inner:/.test(message)) warnings.push(message);
  };
  process.on("warning", listen);
  const forget = async (name: string) => {
    await nextTurn();
    for (let n = 0; n < 2; n++) call("never", name, [call("inner", "one")]);
  };
  for (const name of ["first", "second", "third"]) {
    await forget(name);
    await collectUntil(() => warnings.some((message) => message.includes(name)));
  }
  await nextTurn();
  process.off("warning", listen);
  expect(warnings).toEqual(
    ["first", "second", "third"].map((name) =>
      expect.stringMatching(
        new RegExp(
          `^the Python call never:${name} was never awaited, so it never ran\n    at forget \\(.*live\\.test\\.ts`,
        ),
      ),
    ),
  );
});
