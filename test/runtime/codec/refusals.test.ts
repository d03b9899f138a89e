import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, float, NDArray, PyObject, tuple } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

function repr(value: unknown): Promise<unknown> {
  return Promise.resolve(call("builtins", "repr", [value]).with({ pool: worker }));
}

function evaluate(source: string): PromiseLike<unknown> {
  return call("builtins", "eval", [source]).with({ pool: worker });
}

describe("keys that are one for Python, and several for JavaScript", () => {
  it.each<[string, unknown, RegExp]>([
    [
      "1 and true",
      new Map<unknown, unknown>([
        [1, "a"],
        [true, "b"],
      ]),
      /the keys 1 and True are one/,
    ],
    [
      "0 and 0.0",
      new Map<unknown, unknown>([
        [0, 1],
        [float(0), 2],
      ]),
      /the keys 0 and 0.0 are one/,
    ],
    [
      "equal tuples",
      new Map([
        [tuple(1, "a"), 1],
        [tuple(1, "a"), 2],
      ]),
      /the keys \(1, 'a'\) and \(1, 'a'\) are one/,
    ],
    [
      "equal bytes in a set",
      new Set([Uint8Array.of(1), Uint8Array.of(1)]),
      /the items b'\\x01' and b'\\x01' are one/,
    ],
    ["1 and true in a set", [new Set([1, true])], /the items 1 and True are one/],
    ["arrays", new Map([[[1], 1]]), /unhashable type: 'list'; a tuple/],
  ])("%s are a named error", async (_name, value, message) => {
    await expect(repr(value)).rejects.toMatchObject({
      code: "NotDecodable",
      executed: "no",
      message: expect.stringMatching(message),
    });
  });

  it("that are different stay so", async () => {
    const map = new Map<unknown, unknown>([
      [1, "int"],
      ["1", "text"],
      [null, tuple()],
      [2.5, new Map([[true, 1]])],
    ]);
    expect(await repr(map)).toBe("{1: 'int', '1': 'text', None: (), 2.5: {True: 1}}");
  });

  it("calls and functions are keys and values as well", async () => {
    const map = new Map<unknown, unknown>([[call("builtins", "int", ["7"]), () => 8]]);
    const made = call("builtins", "dict", [map]).with({ pool: worker }).ref();
    expect(await made.$item(7).$call()).toBe(8);
  });
});

it.each(["{float('nan'): 1, float('nan'): 2}", "{-0.0: 1}", "{float('nan'), float('nan')}"])(
  "keys that are one for JavaScript, and several for Python, stay there: %s",
  async (source) => {
    expect(await evaluate(source)).toBeInstanceOf(PyObject);
  },
);

it("takes buffers and numbers of other realms", async () => {
  const context = createContext({});
  const theirs = runInContext(
    "[new Uint8Array([1]), new Float32Array([0.5]), new ArrayBuffer(2), new DataView(new ArrayBuffer(1)), new BigInt64Array([-1n])]",
    context,
  );
  expect(await repr(theirs)).toBe(
    "[b'\\x01', array([0.5], dtype=float32), b'\\x00\\x00', b'\\x00', array([-1])]",
  );
  const subclass = runInContext("new (class extends Float64Array {})(1)", context);
  await expect(repr(subclass)).rejects.toMatchObject({ code: "NotEncodable" });
});

it("brings buffers by value when asked", async () => {
  const value = (source: string): PromiseLike<unknown> =>
    call("builtins", "eval", [source]).with({ pool: worker }).ref().$value();
  expect(await value("memoryview(b'abcd')[::2]")).toStrictEqual(Uint8Array.of(97, 99));
  expect(await value("__import__('array').array('d', [0.5])")).toStrictEqual(
    new NDArray(Float64Array.of(0.5)),
  );
});
