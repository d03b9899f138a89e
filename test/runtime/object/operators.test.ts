import { afterAll, beforeAll, expect, it } from "vitest";
import {
  call,
  ellipsis,
  type PyCall,
  type PyObject,
  slice,
  symbol,
  tuple,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "objects");
});
afterAll(() => worker.stop());

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return call(module, name, args).with({ pool: worker });
}

function operand(text: string): PyCall<PyObject> {
  return python("behaving", "Operand", text) as PyCall<PyObject>;
}

/** What Python's own syntax gives. */
function evaluate(expression: string, names: Record<string, unknown>): PyCall<unknown> {
  return python("builtins", "eval", expression, {}, names);
}

const binary = {
  add: "+",
  sub: "-",
  mul: "*",
  matmul: "@",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  lshift: "<<",
  rshift: ">>",
  and: "&",
  or: "|",
  xor: "^",
} as const;
type Binary = keyof typeof binary;
const names = Object.keys(binary) as Binary[];

it.each(names)("$%s", async (name) => {
  const [a, b] = [await operand("a"), await operand("b")];
  expect(await a[`$${name}`](b)).toBe(await evaluate(`a ${binary[name]} b`, { a, b }));
});

it.each(names)("$r%s, with the value on the left", async (name) => {
  const a = await operand("a");
  expect(await a[`$r${name}`]("left")).toBe(await evaluate(`'left' ${binary[name]} a`, { a }));
});

it.each(names)("$i%s changes the object and is the object", async (name) => {
  const [a, twin] = [await operand("a"), await operand("a")];
  expect(await a[`$i${name}`](1)).toBe(a);
  await python("builtins", "exec", `twin ${binary[name]}= 1`, {}, { twin });
  expect(await a.$repr()).toBe(await twin.$repr());
});

const comparisons = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" } as const;
it.each(Object.keys(comparisons) as (keyof typeof comparisons)[])("$%s", async (name) => {
  const a = await operand("a");
  expect(await a[`$${name}`](1)).toBe(await evaluate(`a ${comparisons[name]} 1`, { a }));
});

const unary = { neg: "-a", pos: "+a", invert: "~a", abs: "abs(a)" } as const;
it.each(Object.keys(unary) as (keyof typeof unary)[])("$%s", async (name) => {
  const a = await operand("a");
  expect(await a[`$${name}`]()).toBe(await evaluate(unary[name], { a }));
});

it("a list that is changed in place stays the same list", async () => {
  const list = await python("builtins", "list", [1]).ref();
  expect(await list.$iadd([2])).toBe(list);
  expect(await list.$imul(2)).toBe(list);
  expect(await list.$value()).toEqual([1, 2, 1, 2]);
});

it("a number that is changed in place is another object, still in Python", async () => {
  const one = await python("builtins", "int", 1).ref();
  expect(await one.$iadd(1).$iadd(1).$value()).toBe(3);
});

it("an expression is one round trip", async () => {
  const frame = await python("pandas", "DataFrame", { a: [1, 2, 3], b: [4, 5, 6] });
  worker.sent.length = 0;
  const [a, b] = [(frame as PyObject).$item("a"), (frame as PyObject).$item("b")];
  const chosen = a.$gt(1).$and(b.$rsub(10).$gt(4));
  expect(await (frame as PyObject).$item(chosen).$invoke("to_dict", "list")).toEqual({ a: [2], b: [5] });
  expect(worker.sent.length).toBe(1);
});

it.each<[unknown, string]>([
  [slice(2), "a[:2]"],
  [slice(1, null), "a[1:]"],
  [slice(null), "a[:]"],
  [slice(null, null, -1), "a[::-1]"],
  [slice("b", "d"), "a['b':'d']"],
  [slice(undefined, 2), "a[:2]"],
  [null, "a[None]"],
  [undefined, "a[None]"],
  [ellipsis, "a[...]"],
  [tuple(slice(0, 2), ellipsis, null, 1), "a[0:2, ..., None, 1]"],
  [tuple(), "a[()]"],
  [tuple(tuple(slice(1))), "a[((slice(1)),),]"],
])("the key %o is that of %s", async (key, expression) => {
  const a = await operand("a");
  expect(await a.$item(key)).toBe(await evaluate(expression, { a }));
});

it("keys of several axes reach numpy", async () => {
  const array = await python("numpy", "arange", 24).$invoke("reshape", 2, 3, 4).$copy();
  const key = tuple(slice(null), ellipsis, slice(1, 3), null);
  const expected = await evaluate("a[:, ..., 1:3, None].tolist()", { a: array });
  expect(await array.$item(key).$invoke("tolist")).toEqual(expected);
  await array.$setItem(tuple(ellipsis, 0), -1);
  await array.$setItem(slice(1, null), array.$item(slice(1)));
  expect(await array.$invoke("sum")).toBe(2 * (-3 + 1 + 2 + 3 + 5 + 6 + 7 + 9 + 10 + 11));
});

it("$bool, $not, $hash, $dir, $is", async () => {
  const [full, empty] = [await operand("x"), await operand("")];
  expect([await full.$bool(), await empty.$bool()]).toEqual([true, false]);
  expect([await full.$not(), await empty.$not()]).toEqual([false, true]);
  expect(await full.$hash()).toBe(await python("builtins", "hash", "x"));
  expect(await empty.$hash()).toBe(2n ** 61n - 2n);
  expect(await full.$dir()).toEqual(await python("builtins", "dir", full));
  expect([await full.$is(full), await full.$is(empty), await full.$is(null)]).toEqual([true, false, false]);
});

it("$copy and $deepcopy stay in Python", async () => {
  const inner = await operand("inner");
  const list = await python("builtins", "list", [inner]).ref();
  const [shallow, deep] = [await list.$copy(), await list.$deepcopy()];
  expect([await shallow.$is(list), await shallow.$item(0).$is(inner)]).toEqual([false, true]);
  expect([await deep.$len(), await deep.$item(0).$is(inner)]).toEqual([1, false]);
});

it("an operator that fails says what Python says", async () => {
  const list = await python("builtins", "list", []).ref();
  await expect(Promise.resolve(list.$sub(1))).rejects.toMatchObject({
    pythonType: "TypeError",
    pythonMessage: "unsupported operand type(s) for -: 'list' and 'int'",
    symbol: "operator:sub",
  });
});

it("symbols may be operands", async () => {
  const union = symbol("builtins", "int").$or(symbol("builtins", "str")).with({ pool: worker });
  expect(await union.$repr()).toBe("int | str");
});
