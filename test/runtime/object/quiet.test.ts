/** What looks at an object without being told to must neither reach Python nor be fooled by Python's names. */
import assert from "node:assert";
import { setImmediate as nextTurn } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, type PyCall, PyObject, symbol } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";
import { Counter } from "./generated.ts";

const names = [
  "then",
  "catch",
  "finally",
  "constructor",
  "prototype",
  "toJSON",
  "toString",
  "valueOf",
  "asymmetricMatch",
  "nodeType",
  "length",
  "name",
  "__proto__",
  "$x",
  "$attr",
  "with",
  "ref",
] as const;

let worker: LiveWorker;
let hostile: PyObject;
const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "objects");
  hostile = (await python("behaving", "Watched", names)) as PyObject;
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  await nextTurn();
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
  return worker.stop();
});

function run<T>(lazy: PyCall<T>): PyCall<T> {
  return lazy.with({ pool: worker });
}

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return run(call(module, name, args));
}

/** What Python has been asked for since the last time. */
function read(): PyCall<unknown> {
  return python("behaving", "take_log", hostile);
}

it.each(names)("an attribute called %s is read, called and set", async (name) => {
  await read();
  expect(await hostile.$attr(name)).toBe(`value of ${name}`);
  await expect(Promise.resolve(hostile.$invoke(name))).rejects.toMatchObject({ pythonType: "TypeError" });
  await hostile.$set(name, 1);
  await hostile.$delete(name);
  expect(await read()).toEqual([`get ${name}`, `get ${name}`, `set ${name}`, `delete ${name}`]);
});

it("looking at an object asks Python for nothing", async () => {
  await read();
  worker.sent.length = 0;
  expect(await hostile).toBe(hostile);
  expect(await Promise.resolve(hostile)).toBe(hostile);
  expect(await Promise.all([hostile])).toEqual([hostile]);
  expect(inspect(hostile, { depth: 9, showHidden: true, getters: true })).toMatch(
    /^PyObject\(behaving:Watched #\d+\)$/,
  );
  expect(JSON.stringify({ hostile })).toBe('{"hostile":{}}');
  expect(`${Object.prototype.toString.call(hostile)}${String(hostile)}`).toBe(
    "[object Object][object Object]",
  );
  expect(Object.keys({ ...hostile })).toEqual([]);
  expect({ a: [hostile] }).toEqual({ a: [hostile] });
  expect(() => expect(hostile).toEqual({ length: 3 })).toThrow();
  for (const name of names) expect(Object.hasOwn(hostile, name)).toBe(false);
  await nextTurn();
  expect(worker.sent.length).toBe(0);
  expect(await read()).toEqual([]);
});

it("looking at a call or a symbol sends nothing", async () => {
  worker.sent.length = 0;
  const calls = [hostile.$attr("boom"), hostile.$add(1), hostile.$value()];
  for (const lazy of [...calls, symbol("behaving", "nothing")]) {
    expect(inspect(lazy, { depth: 9, showHidden: true, getters: true })).toMatch(
      /^Py(Call|Attribute)\(.*\)$/,
    );
    expect(JSON.stringify({ lazy })).toBe('{"lazy":{}}');
    expect([lazy]).toEqual([lazy]);
    expect(() => expect(lazy).toEqual(1)).toThrow();
  }
  await nextTurn();
  expect(worker.sent.length).toBe(0);
  await Promise.allSettled(calls);
});

it("equal is the same object, and no other of its class", async () => {
  const [one, other] = await Promise.all([run(Counter.new("a")), run(Counter.new("a"))]);
  expect(one).toEqual(await python("operator", "itemgetter", 0).$call([one]));
  expect(one).not.toEqual(other);
  expect(() => assert.deepStrictEqual({ one }, { one: other })).toThrow();
  assert.deepStrictEqual({ one }, { one });
});

it("a getter that raises gives the error of Python, and only when it is asked for", async () => {
  const error = await hostile.$attr("failing").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ pythonType: "ZeroDivisionError", symbol: "behaving:Watched.failing" });
  await expect(Promise.resolve(hostile.$attr("missing"))).rejects.toMatchObject({
    pythonType: "AttributeError",
    pythonMessage: "no missing here",
  });
  await expect(Promise.resolve(hostile.$set("failing", 1))).rejects.toMatchObject({
    pythonType: "AttributeError",
  });
});

it("asks for exactly what it says", async () => {
  await read();
  const asked: [string, () => PromiseLike<unknown>, string[]][] = [
    ["$attr", () => hostile.$attr("name"), ["get name"]],
    ["$invoke", () => hostile.$invoke("take"), ["get take"]],
    ["$is", () => hostile.$is(hostile), []],
    ["$type", () => hostile.$type(), []],
    ["$isinstance", () => hostile.$isinstance(symbol("behaving", "Watched")), []],
    ["$len", () => hostile.$len(), ["len"]],
    ["ref", () => python("operator", "itemgetter", 0).$call([hostile]).ref(), []],
  ];
  for (const [member, ask, expected] of asked) {
    await ask();
    expect([member, await read()]).toEqual([member, expected]);
  }
  expect(hostile).toBeInstanceOf(PyObject);
});
