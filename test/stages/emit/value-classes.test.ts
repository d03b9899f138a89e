import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { findTypeshed } from "../../../src/stages/introspect/find-typeshed.ts";
import { compileErrors } from "../../support/compile.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const names =
  `builtins:complex builtins:list builtins:range builtins:slice builtins:str collections:Counter datetime:date datetime:datetime
  datetime:time datetime:timedelta decimal:Decimal fractions:Fraction numpy:float64 numpy:ndarray pandas:Timestamp pathlib:Path
  pathlib:PurePath uuid:UUID`.split(/\s+/);

let generated: Record<string, string>;
beforeAll(async () => {
  const root = join(import.meta.dirname, "../../..");
  generated = await generateFor(testPython, names, findTypeshed(join(root, "src"))?.folder);
});

/** Each value has a declared class, which the program checks. */
const program = `
import * as builtins from "./builtins.js";
import { Counter } from "./collections.js";
import { date, datetime, time, timedelta } from "./datetime.js";
import { Decimal } from "./decimal.js";
import { Fraction } from "./fractions.js";
import { float64, ndarray } from "./numpy.js";
import { Timestamp } from "./pandas.js";
import { Path, PurePath } from "./pathlib.js";
import { UUID } from "./uuid.js";
import { NDArray, PyComplex, PyDate, PyDateTime, PyDecimal, PyFraction, PyPath, PyRange, PySlice, PyTime, PyTimeDelta, PyUuid } from "snakebridge/runtime";

const path: PyPath = await Path.new("/a/b.txt");
const renamed: PyPath = await Path.new("/a/b.txt").with_suffix(".md").with_stem("c");
const parent: PyPath = await Path.new("/a/b.txt").parent;
const joined: PyPath = await Path.new("/a").$truediv("b").joinpath("c");
const here: PyPath = await Path.cwd();
const moment: PyDateTime = await datetime.new(2024, 2, 29);
const earliest: PyDateTime = await datetime.min;
const moved: PyDateTime = await datetime.new(2024, 2, 29).replace({ month: 3 }).$add(timedelta.new(1));
const length: PyTimeDelta = await timedelta.new({ hours: 1 }).$mul(3);
const half: PyTimeDelta = await timedelta.new({ hours: 1 }).$truediv(2);
const pure = await PurePath.new("a");
const stamp: Timestamp = await Timestamp.new("2024-02-29");
const counter: Counter = await Counter.new("aab");
const complex: PyComplex = await builtins.complex.new(1, 2);
const range: PyRange = await builtins.range.new(1, 3);
const slice: PySlice = await builtins.slice.new(1);
const list: unknown[] = await builtins.list.new([1]);
const stays: builtins.list = await builtins.list.new([1]).$iadd([2]);
const word: string = await builtins.str.new(12).zfill(5).replace("0", "1");
const number: number = await float64.new(1.5);
const array: NDArray = await ndarray.new([2]);

const kinds = {
  path: path instanceof PyPath && path.path,
  renamed: renamed instanceof PyPath && renamed.path,
  text: await Path.new("/a/b.txt").with_suffix(".md").$str(),
  parent: parent instanceof PyPath && parent.path,
  joined: joined instanceof PyPath && joined.path,
  suffix: await Path.new("/a/b.txt").parent.joinpath("c.d").suffix,
  here: here instanceof PyPath,
  moment: moment instanceof PyDateTime,
  earliest: earliest instanceof PyDateTime,
  moved: moved instanceof PyDateTime && String(moved),
  date: ((await date.new(2024, 2, 29)) satisfies PyDate) instanceof PyDate,
  time: ((await time.new(1)) satisfies PyTime) instanceof PyTime,
  length: length instanceof PyTimeDelta && (await timedelta.new({ hours: 1 }).$mul(3).total_seconds()),
  half: half instanceof PyTimeDelta && half.seconds,
  quotient: await timedelta.new({ hours: 1 }).$truediv(new PyTimeDelta(0, 1800, 0)),
  chained: await timedelta.new({ hours: 1 }).$truediv(2).total_seconds(),
  decimal: ((await Decimal.new("1.10").quantize(new PyDecimal("1"))) satisfies PyDecimal) instanceof PyDecimal,
  fraction: ((await Fraction.new(2, 4).limit_denominator(10)) satisfies PyFraction) instanceof PyFraction,
  uuid: ((await UUID.new("0".repeat(32))) satisfies PyUuid) instanceof PyUuid,
  pure: pure instanceof PurePath,
  subclasses: stamp instanceof Timestamp && counter instanceof Counter,
  builtins: complex instanceof PyComplex && range instanceof PyRange && slice instanceof PySlice && Array.isArray(list),
  stays: stays instanceof builtins.list && (await stays.$len()),
  word,
  numpy: number === 1.5 && array instanceof NDArray,
};
console.log(JSON.stringify(kinds));

/** None of these compiles. */
export async function wrong(): Promise<void> {
  // @ts-expect-error a value is not an object
  const object: Path = await Path.new("a");
  // @ts-expect-error a value has no members in Python
  (await Path.new("a")).with_suffix(".md");
  // @ts-expect-error nor has the result of a method
  (await datetime.now().replace({ year: 1 })).isoformat();
  // @ts-expect-error a call has only the members of its class
  Path.new("a").isoformat();
  void object;
}
`;

test("the compiler knows the types of values, and the members of calls that return them", () => {
  expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
});

test("values arrive as their types declare", async () => {
  expect(await runProgram(testPython, generated, program)).toEqual({
    path: "/a/b.txt",
    renamed: "/a/c.md",
    text: "/a/b.md",
    parent: "/a",
    joined: "/a/b/c",
    suffix: ".d",
    here: true,
    moment: true,
    earliest: true,
    moved: "2024-03-30T00:00:00",
    date: true,
    time: true,
    length: 10800,
    half: 1800,
    quotient: 2,
    chained: 1800,
    decimal: true,
    fraction: true,
    uuid: true,
    pure: true,
    subclasses: true,
    builtins: true,
    stays: 2,
    word: "11112",
    numpy: true,
  });
});
