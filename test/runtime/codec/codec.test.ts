import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { DecodingFailure, EncodingFailure } from "../../../src/runtime/codec/failure.ts";
import {
  ellipsis,
  float,
  kw,
  NDArray,
  notImplemented,
  PyComplex,
  PyDate,
  PyDateTime,
  PyDecimal,
  PyFraction,
  PyFrozenSet,
  PyPath,
  PyRange,
  PySlice,
  PyTime,
  PyTimeDelta,
  PyTuple,
  PyUuid,
  tuple,
} from "../../../src/runtime/index.ts";
import { bytes, decode, echo, encode } from "../support/codec.ts";

describe("values that come back as they were", () => {
  const big = 2n ** 64n;
  const values: [string, unknown][] = [
    [
      "small integers",
      [0, 1, -1, -32, -33, 127, 128, 255, 256, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31)],
    ],
    ["large integers", [2 ** 32, -(2 ** 32) - 1, 2 ** 40, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
    [
      "bigints",
      [2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n, big, -big],
    ],
    ["huge bigints", [2n ** 71n - 1n, 2n ** 71n, -(2n ** 71n), -(2n ** 71n) - 1n, 3n ** 500n, -(3n ** 500n)]],
    ["floats", [0.5, -0, 1e300, -1e-300, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 60]],
    [
      "texts",
      [
        "",
        "a",
        "é",
        "x".repeat(31),
        "x".repeat(32),
        "x".repeat(300),
        "é".repeat(70_000),
        "\u0000",
        "😀\u2028",
      ],
    ],
    [
      "lone surrogates",
      ["\ud800", "\udc00a", "a\udbff", "\udc00\ud800", `${"x".repeat(50)}\udead${"é".repeat(50)}`],
    ],
    ["the replacement character", ["\ufffd", `\ufffd\ud800`, `${"a".repeat(99)}\ufffd`]],
    [
      "bytes",
      [new Uint8Array(0), Uint8Array.of(1, 2), new Uint8Array(300).fill(7), new Uint8Array(70_000).fill(9)],
    ],
    ["containers", [[], {}, [[[]]], { a: { b: [1, { c: null }] } }, Array.from({ length: 20 }, (_, i) => i)]],
    [
      "maps",
      new Map<unknown, unknown>([
        [1, "int"],
        ["1", "text"],
        [null, 2],
        [2.5, []],
      ]),
    ],
    ["sets", [new Set([1, "1", null]), new PyFrozenSet([1, 2])]],
    ["tuples", [tuple(), tuple(1, tuple("a")), tuple(3)]],
    ["numbers", [new PyDecimal("1.10"), new PyFraction(2n ** 70n, 3), new PyComplex(-0, 1.5)]],
    ["dates", [new PyDate(1, 1, 1), new PyTime(1, 2, 3, 4), new PyTime(1, 2, 3, 4, -3600, 1)]],
    [
      "moments",
      new PyDateTime(new PyDate(2024, 2, 29), new PyTime(23, 59, 59, 999_999, "Europe/Berlin"), 3600),
    ],
    ["timedelta", new PyTimeDelta(-1, 86_399, 999_999)],
    ["identifiers", [new PyUuid("00112233-4455-6677-8899-aabbccddeeff"), new PyPath("a/\udc80")]],
    ["ranges", [new PyRange(0, 10, 3), new PyRange(big, big - 2n, -1), new PySlice(null, 5, 2)]],
    ["singletons", [ellipsis, notImplemented, null, true, false]],
  ];
  it.each(values)("%s", (_name, value) => {
    expect(echo(value)).toStrictEqual(value);
  });
});

describe("what JavaScript says otherwise", () => {
  it("sends undefined and holes as None", () => {
    // biome-ignore lint/suspicious/noSparseArray: that is the point
    expect(echo([undefined, , { x: undefined }])).toStrictEqual([null, null, { x: null }]);
  });

  it("narrows bigints that are exact numbers", () => {
    expect(echo([127n, -1n, 2n ** 53n - 1n])).toStrictEqual([127, -1, 2 ** 53 - 1]);
  });

  it("sends whole numbers as int and marked ones as float", () => {
    expect([...encode(2).head]).toEqual([2]);
    expect(encode(float(2)).head[0]).toBe(0xcb);
    expect(encode(-0).head[0]).toBe(0xcb);
  });

  it("takes Date for an aware datetime in UTC", () => {
    const value = echo(new Date("2024-02-29T12:34:56.789Z")) as PyDateTime;
    expect(String(value)).toBe("2024-02-29T12:34:56.789000+00:00");
    expect(value.toDate().toISOString()).toBe("2024-02-29T12:34:56.789Z");
  });

  it("sends a view of a buffer, not all of it", () => {
    const buffer = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7).buffer;
    expect(echo(new Uint8Array(buffer, 2, 3))).toStrictEqual(Uint8Array.of(2, 3, 4));
    expect(echo(new DataView(buffer, 6))).toStrictEqual(Uint8Array.of(6, 7));
    expect(echo(Buffer.from("ab"))).toStrictEqual(Uint8Array.of(97, 98));
    const array = echo(new Uint16Array(buffer, 2, 2)) as NDArray;
    expect([array.dtype, array.shape, [...array.data]]).toEqual(["<u2", [2], [0x0302, 0x0504]]);
  });

  it("sends large buffers beside the head", () => {
    const data = new Float64Array(100_000).fill(1.5);
    const frame = encode([data, new Uint8Array(65_536)]);
    expect(frame.head.length).toBeLessThan(100);
    expect(frame.segments.map((segment) => segment.byteLength)).toEqual([800_000, 65_536]);
    expect(frame.segments[0]!.buffer).toBe(data.buffer);
    expect(decode(frame)).toStrictEqual([new NDArray(data), new Uint8Array(65_536)]);
  });

  it("keeps numpy's byte order while JavaScript sees numbers", () => {
    const frame = encode(new NDArray(Float64Array.of(1, 2, 3, 4), [2, 2], ">f8"));
    const array = decode(frame) as NDArray;
    expect([array.dtype, array.shape, array.strides, [...array.data]]).toEqual([
      ">f8",
      [2, 2],
      [2, 1],
      [1, 2, 3, 4],
    ]);
    expect(frame.head.includes(0x3f)).toBe(true);
  });

  it("keeps a key called __proto__", () => {
    const value = echo(JSON.parse('{"__proto__": {"polluted": true}, "a": 1}')) as object;
    expect(Object.keys(value)).toEqual(["__proto__", "a"]);
    expect("polluted" in value).toBe(false);
  });

  it("takes the order of mixed keys from Python", () => {
    const map = new Map<unknown, unknown>([
      ["b", 1],
      ["2", 2],
      [3, 3],
    ]);
    expect([...(echo(map) as Map<unknown, unknown>).keys()]).toEqual(["b", "2", 3]);
  });

  it("keeps the order of keys that look like numbers", () => {
    const keysOf = (...keys: string[]) => echo(new Map(keys.map((key, index) => [key, index])));
    for (const keys of [
      ["10", "9"],
      ["a", "0"],
      ["0", "a", "1"],
      ["4294967295", "4294967294"],
    ])
      expect(keysOf(...keys)).toEqual(new Map(keys.map((key, index) => [key, index])));
    for (const keys of [
      ["0", "1", "10"],
      ["7", "a", "01", "-1", "4294967295", "1.5", ""],
      ["b", "a"],
    ]) {
      const record = keysOf(...keys) as object;
      expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
      expect(Object.keys(record)).toEqual(keys);
    }
  });

  it("knows the built-ins of other realms", () => {
    const foreign = runInContext(
      "({ list: [1], map: new Map([[1, 2]]), set: new Set([3]), date: new Date(0) })",
      createContext(),
    );
    const value = echo(foreign) as Record<string, unknown>;
    expect(value).toMatchObject({ list: [1], map: new Map([[1, 2]]), set: new Set([3]) });
    expect(String(value.date)).toBe("1970-01-01T00:00:00+00:00");
  });
});

describe("what cannot cross", () => {
  const path = (value: unknown): string => {
    try {
      encode(value);
    } catch (error) {
      if (error instanceof EncodingFailure) return error.describe("args");
      throw error;
    }
    return "crossed";
  };

  class Point {}
  class Row extends Array<number> {}
  const cases: [unknown, string][] = [
    [[1, { x: [() => 1] }], "args[1].x[0]: a function (anonymous) cannot cross to Python by value"],
    [[{ "odd key": Symbol("s") }], 'args[0]["odd key"]: a symbol (Symbol(s)) cannot cross to Python'],
    [[new Map([["k", new Point()]])], "args[0].k: an object of class Point cannot cross to Python by value"],
    [[new Set([new WeakMap()])], "args[0][0]: an object of class WeakMap cannot cross to Python by value"],
    [[Promise.resolve()], "args[0]: a Promise: await it first; it cannot cross to Python by value"],
    [[new Row()], "args[0]: an object of class Row cannot cross to Python by value"],
    [[/x/], "args[0]: an object of class RegExp cannot cross to Python by value"],
    [[new Date(Number.NaN)], "args[0]: it is an invalid Date"],
    [[new Date(8.64e15)], "args[0]: Python's datetime has no year 275760"],
    [
      [kw({ a: 1 })],
      "args[0]: kw(...), which is for the last argument only, cannot cross to Python by value",
    ],
  ];
  it.each(cases)("case %#", (value, message) => {
    expect(path(value)).toBe(message);
  });

  it("names the place of a cycle", () => {
    const node: Record<string, unknown> = { name: "n" };
    node.children = [{ parent: node }];
    expect(path([1, node])).toBe("args[1] contains itself: a cycle cannot cross to Python by value");
  });

  it("bounds depth", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(path(deep)).toMatch(/^args(\[0\]){400}: it is nested deeper than 400 levels$/);
  });

  it("bounds what shared references explode into", () => {
    let shared: unknown = "x".repeat(100);
    for (let level = 0; level < 60; level++) shared = [shared, shared];
    expect(() => encode(shared, 1 << 20)).toThrow(EncodingFailure);
  });
});

describe("bytes that are no value", () => {
  const cases: [string, number[]][] = [
    ["nothing", []],
    ["an unused byte", [0xc1]],
    ["text cut short", [0xa5, 0x61]],
    ["a list that promises too much", [0xdd, 0xff, 0xff, 0xff, 0xff, 1]],
    ["a map that promises too much", [0xdf, 0xff, 0xff, 0xff, 0xff]],
    ["an unknown extension", [0xd4, 99, 0]],
    ["an extension longer than its value", [0xc7, 3, 2, 0x90, 1, 1]],
    ["an extension that reaches into its neighbour", [0x92, 0xc7, 1, 2, 0x91, 1]],
    ["a segment that is not there", [0xd4, 21, 0]],
    ["a date that is none", [0xc7, 2, 8, 0x61, 0x62]],
    ["a uuid of 2 bytes", [0xd5, 12, 0, 0]],
    ["two surrogates in a row", [0xa6, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ["bytes after the value", [1, 2]],
  ];
  it.each(cases)("%s", (_name, list) => {
    expect(() => decode(bytes(...list))).toThrow();
  });

  it("bounds depth", () => {
    const nested = new Uint8Array(100_000).fill(0x91);
    expect(() => decode({ head: nested, segments: [] })).toThrow(DecodingFailure);
  });

  it("never hangs or crashes on mutated values", () => {
    const frame = encode([
      { a: [1, 2.5, "text", new Date(0)] },
      tuple(1n, new Set(["x"])),
      new Float32Array([1, 2]),
    ]);
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 20_000; round++) {
      const head = Uint8Array.from(frame.head);
      for (let change = random(4); change >= 0; change--) head[random(head.length)] = random(256);
      try {
        decode({ head: head.subarray(0, head.length - random(3)), segments: [] });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        expect(error.message).not.toContain("Maximum call stack");
      }
    }
  });
});

it("gives plain arrays for what is derived from a tuple", () => {
  const value = tuple(1, 2);
  expect(value.map((item) => item)).not.toBeInstanceOf(PyTuple);
  expect(Array.isArray(value)).toBe(true);
});
