import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  call,
  ellipsis,
  float,
  NDArray,
  NumpyScalar,
  PyByteArray,
  PyComplex,
  PyDate,
  PyDateTime,
  PyDecimal,
  PyFraction,
  PyFrozenSet,
  PyObject,
  PyPath,
  PyRange,
  PySlice,
  PyTime,
  PyTimeDelta,
  PyUuid,
  tuple,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

/** Evaluates Python text with `x` bound. */
function evaluate(source: string, x?: unknown): PromiseLike<unknown> {
  const imports = "datetime, decimal, fractions, uuid, pathlib, numpy, zoneinfo";
  const names = Object.fromEntries([["x", x]]);
  const scope = call("builtins", "eval", [`{m: __import__(m) for m in "${imports}".split(", ")}`]);
  const bound = call("operator", "or_", [scope, names]);
  return call("builtins", "eval", [source, bound]).with({ pool: worker });
}

describe("a value and what Python calls it", () => {
  const cases: [string, unknown][] = [
    ["None", null],
    ["[True, False]", [true, false]],
    ["[0, -1, 2**53 - 1, -2**40]", [0, -1, 2 ** 53 - 1, -(2 ** 40)]],
    [
      "[2**53, -2**63, 2**64 - 1, 2**64, -2**63 - 1, 10**300, -10**300]",
      [2n ** 53n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 64n, -(2n ** 63n) - 1n, 10n ** 300n, -(10n ** 300n)],
    ],
    ["[0.5, -0.0, float('inf'), 1e300]", [0.5, -0, Number.POSITIVE_INFINITY, 1e300]],
    [
      "['', 'é', '\\ud800', 'a\\udc80', '😀', '\\0', 'x' * 40]",
      ["", "é", "\ud800", "a\udc80", "😀", "\0", "x".repeat(40)],
    ],
    [
      "[b'', bytes(range(256)), b'x' * 70000]",
      [new Uint8Array(0), Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(70_000).fill(120)],
    ],
    ["bytearray(b'abc')", new PyByteArray([97, 98, 99])],
    ["{'a': [1, {'b': None}], '__proto__': 1}", JSON.parse('{"a": [1, {"b": null}], "__proto__": 1}')],
    [
      "{1: 'int', '1': 'text', (1, 2): 3}",
      new Map<unknown, unknown>([
        [1, "int"],
        ["1", "text"],
        [tuple(1, 2), 3],
      ]),
    ],
    ["((), (1, (2,)))", tuple(tuple(), tuple(1, tuple(2)))],
    ["[{1, 2}, frozenset({3})]", [new Set([1, 2]), new PyFrozenSet([3])]],
    ["[1.5-2j, complex(0.0, -0.0)]", [new PyComplex(1.5, -2), new PyComplex(0, -0)]],
    ["[decimal.Decimal('1.10'), decimal.Decimal('-0E+3')]", [new PyDecimal("1.10"), new PyDecimal("-0E+3")]],
    ["fractions.Fraction(2**70, 3)", new PyFraction(2n ** 70n, 3)],
    ["[datetime.date.min, datetime.date.max]", [new PyDate(1, 1, 1), new PyDate(9999, 12, 31)]],
    ["datetime.time(1, 2, 3, 4)", new PyTime(1, 2, 3, 4)],
    [
      "datetime.datetime(2024, 2, 29, 1, 2, 3, 4)",
      new PyDateTime(new PyDate(2024, 2, 29), new PyTime(1, 2, 3, 4)),
    ],
    ["datetime.timedelta(-1, 3, 5)", new PyTimeDelta(-1, 3, 5)],
    ["uuid.UUID(int=5)", new PyUuid("00000000-0000-0000-0000-000000000005")],
    ["pathlib.Path('a') / 'b'", new PyPath("a/b")],
    [
      "[range(0, 10, 3), range(2**60, 2**60 - 2, -1)]",
      [new PyRange(0, 10, 3), new PyRange(2n ** 60n, 2n ** 60n - 2n, -1)],
    ],
    [
      "[slice(None, 5, None), ..., NotImplemented]",
      [new PySlice(null, 5), ellipsis, Symbol.for("snakebridge.NotImplemented")],
    ],
  ];

  it.each(cases)("%s arrives", async (source, value) => {
    expect(await evaluate(source)).toStrictEqual(value);
  });

  it.each(cases)("%s is sent", async (source, value) => {
    expect(await evaluate(`x == ${source} and repr(x) == repr(${source})`, value)).toBe(true);
  });
});

describe("numpy", () => {
  it.each([
    "bool",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "float16",
    ">i4",
    ">f8",
    "datetime64[ns]",
    "U3",
    "S2",
  ])("%s arrays go there and back", async (dtype) => {
    const source = `numpy.array([[0, 1, 2], [3, 4, 5]]).astype('${dtype}')`;
    const array = (await evaluate(source)) as NDArray;
    expect(array).toBeInstanceOf(NDArray);
    expect(array.shape).toEqual([2, 3]);
    expect(await evaluate(`x.dtype == ${source}.dtype and x.tobytes() == ${source}.tobytes()`, array)).toBe(
      true,
    );
  });

  it("gives numbers of either byte order", async () => {
    const array = (await evaluate("numpy.arange(3, dtype='>f4')")) as NDArray;
    expect([...array.data]).toEqual([0, 1, 2]);
  });

  it("keeps the dtype of scalars", async () => {
    const scalar = (await evaluate("numpy.float32(1.5)")) as NumpyScalar;
    expect([scalar, scalar.dtype, Number(scalar)]).toEqual([expect.any(NumpyScalar), "<f4", 1.5]);
    expect(await evaluate("type(x).__name__", scalar)).toBe("float32");
  });

  it("prints moments and durations as numpy does", async () => {
    const units = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "25s", "7D"];
    const counts = "[0, 1, -1, 59, 86399, -719162, 1_700_000_000, 123_456_789_012, -5_000_000_000_001]";
    for (const name of ["datetime64", "timedelta64"]) {
      const source = `[numpy.${name}(n, '${units.join("|")}'.split('|')[i]) for i in range(${units.length}) for n in ${counts}]`;
      const unpacked = `[v for v in [*${source}, numpy.${name}('NaT', 's')]`;
      const scalars = (await evaluate(`${unpacked}]`)) as NumpyScalar[];
      expect(scalars.map(String)).toEqual(await evaluate(`[str(v) for v in ${unpacked}]]`));
    }
  });

  it("gives moments as Date", async () => {
    const scalars = (await evaluate(
      "[numpy.datetime64(t) for t in ('2024-03', '1969-12-31T23:59:59.999999', '2024-02-29', 'NaT')]",
    )) as NumpyScalar[];
    expect(scalars.map((scalar) => scalar.toDate().getTime())).toEqual([
      Date.UTC(2024, 2),
      -1,
      Date.UTC(2024, 1, 29),
      Number.NaN,
    ]);
  });

  it("shares large arrays with nobody", async () => {
    const data = Float64Array.from({ length: 100_000 }, (_, i) => i);
    const result = (await evaluate("x + 1.0", data)) as NDArray<Float64Array>;
    expect([result.data[0], result.data[99_999], data[0]]).toEqual([1, 100_000, 0]);
  });
});

describe("dates with zones", () => {
  it("keeps the zone and the moment", async () => {
    const value = (await evaluate(
      "datetime.datetime(2024, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo('Europe/Berlin'))",
    )) as PyDateTime;
    expect([value.time.zone, value.offset, value.toDate().toISOString()]).toEqual([
      "Europe/Berlin",
      7200,
      "2024-07-01T10:00:00.000Z",
    ]);
    expect(await evaluate("x.tzinfo.key", value)).toBe("Europe/Berlin");
  });

  it("sends Date as UTC", async () => {
    expect(await evaluate("x.isoformat()", new Date(1))).toBe("1970-01-01T00:00:00.001000+00:00");
  });
});

it("says float where it matters", async () => {
  expect(await evaluate("[type(v).__name__ for v in x]", [2, float(2), 2.5, 2n])).toEqual([
    "int",
    "float",
    "float",
    "int",
  ]);
});

it("leaves what has no value form in its place, as a reference", async () => {
  const [one, object, two] = (await evaluate("[1, object(), 2]")) as unknown[];
  expect([one, two]).toEqual([1, 2]);
  expect(object).toBeInstanceOf(PyObject);
});
