import { afterAll, beforeAll, expect, it } from "vitest";
import { call, type PyCall, PyObject, symbol, tuple } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { Counter, deepcopy } from "../object/generated.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

function run<T>(lazy: PyCall<T>): PyCall<T> {
  return lazy.with({ pool: worker });
}

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return run(call(module, name, args));
}

const int = symbol("builtins", "int");

it("names anything of any module as an argument", async () => {
  expect(await python("builtins", "list", call("builtins", "map", [int, ["1", "2"]]))).toEqual([1, 2]);
  expect(await python("functools", "reduce", symbol("operator", "mul"), [2, 3, 4])).toBe(24);
  expect(await python("builtins", "getattr", symbol("os.path"), "sep")).toBe("/");
  expect(await python("operator", "is_", symbol("os", "path.sep"), symbol("posixpath", "sep"))).toBe(true);
  expect(await python("collections", "defaultdict", int).$item("missing")).toBe(0);
});

it("has every member, and is read each time", async () => {
  expect(await run(int.$call("7f", 16))).toBe(127);
  expect(await run(symbol("builtins", "list").$item(int).$repr())).toBe("list[int]");
  const hints = symbol("builtins", "dict").$item(tuple(symbol("builtins", "str"), int));
  expect(await run(hints).$attr("__args__").$item(1).$is(int)).toBe(true);
});

it("sets attributes of a module, and deletes them", async () => {
  const logging = symbol("logging");
  await run(logging.$set("raiseExceptions", false));
  expect(await run(logging.$attr("raiseExceptions"))).toBe(false);
  expect(await python("builtins", "eval", "__import__('logging').raiseExceptions")).toBe(false);
  await run(logging.$set("of_ours", [1]));
  expect(await run(symbol("logging", "of_ours").$invoke("count", 1))).toBe(1);
  await run(logging.$delete("of_ours"));
  await expect(Promise.resolve(run(symbol("logging", "of_ours").$len()))).rejects.toMatchObject({
    code: "UnknownSymbol",
  });
});

it("gives generated functions and classes the members of an object", async () => {
  expect(await run(symbol(deepcopy).$is(symbol("copy", "deepcopy")))).toBe(true);
  expect(await run(symbol(deepcopy).$attr("__module__"))).toBe("copy");
  expect(await run(symbol(Counter).$is(Counter))).toBe(true);
  expect(await python("builtins", "list", call("builtins", "map", [deepcopy, [[1]]]))).toEqual([[1]]);
});

it("refuses what is not generated", () => {
  expect(() => symbol(() => deepcopy(1))).toThrow(/symbol\(\) takes a generated function or class, or names/);
});

it("tells classes: $isinstance takes generated ones, symbols and tuples of them", async () => {
  const counter = await run(Counter.new("a"));
  expect(await counter.$isinstance(Counter)).toBe(true);
  expect(await counter.$isinstance(tuple(int, symbol("builtins", "dict")))).toBe(true);
  expect(await counter.$isinstance(int)).toBe(false);
  const wrong = Promise.resolve(counter.$isinstance("Counter"));
  await expect(wrong).rejects.toMatchObject({ pythonType: "TypeError" });
});

it("is an object when it is awaited where a default pool is", async () => {
  const type = await python("builtins", "type", int).$is(symbol("builtins", "type"));
  expect(type).toBe(true);
  expect(await run(int.$attr("__class__"))).toBeInstanceOf(PyObject);
});
