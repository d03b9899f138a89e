import { afterAll, beforeAll, expect, test } from "vitest";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const names =
  `Box Colour applied complex_number counted day exact failing first grouped identity joined length made measured
  moment nested number painted path positions raw released summed swapped total unboxed`.split(/\s+/);

/** Each result has a declared type, which the compiler checks, and the program at run time. */
const program = `
import { Box, Colour, applied, complex_number, counted, day, exact, failing, first, grouped, identity, joined, length, made, measured, moment, nested, number, painted, path, positions, raw, released, summed, swapped, total, unboxed } from "./type_language.js";
import { float, NDArray, PyByteArray, PyComplex, PyDate, PyDateTime, PyDecimal, PyFraction, PyPath, PyRange, PyTimeDelta, PyUuid } from "snakebridge/runtime";

const seen: [string, boolean][] = [];
const is = (name: string, fits: boolean): number => seen.push([name, fits]);

const half: number = await number(float(3));
is("float", half === 1.5 && (await number(3)) === 1.5 && (await number(2n ** 60n)) === 2 ** 59);
const complex: PyComplex = await complex_number(1);
is("complex", complex instanceof PyComplex && (await complex_number(new PyComplex(1, 2))).imag === 2);
const now: PyDateTime = await moment(new Date(0));
is("datetime", now instanceof PyDateTime && now.toDate().getTime() === 0);
const today: PyDate = await day(now);
is("date", today instanceof PyDate && today.day === 1);
const twice: PyTimeDelta = await length(new PyTimeDelta(1, 0, 0));
is("timedelta", twice instanceof PyTimeDelta && twice.days === 2);
const [decimal, fraction]: [PyDecimal, PyFraction] = await exact(new PyDecimal("1.10"), new PyFraction(1, 3));
is("tuple of values", decimal.text === "1.10" && fraction.denominator === 3n);
const id: PyUuid = await identity(new PyUuid("0".repeat(32)));
is("UUID", id instanceof PyUuid);
const file: PyPath = await path("a/b");
is("Path", file instanceof PyPath && String(await path(file)) === "a/b");
const range: PyRange = await positions(new PyRange(0, 3));
is("range", [...range].join() === "1,2");
const bytes: PyByteArray = await raw(new PyByteArray(2));
is("bytearray", bytes instanceof PyByteArray);
const sum: number = await total([1, 2.5]);
is("Iterable", sum === 3.5 && (await total(new Set([1]))) === 1 && (await total(Float64Array.of(1, 2))) === 3);
is("generators are iterables", (await total((function* () { yield 1; yield 2; })())) === 3);
const text: string = await joined(["a", "b"], { separator: "-" });
is("Sequence", text === "a-b");
const names: Record<string, string> | Map<number | bigint, string> = await swapped({ a: 1 });
is("dict with other keys", names instanceof Map && names.get(1) === "a" && (await swapped(new Map([["a", 1]]))) instanceof Map);
const items: (number | bigint)[] = [];
for await (const item of await counted(3)) items.push(item);
is("Iterator", items.join() === "0,1,2");
const generator = (await summed(1)).$iter();
const step: IteratorResult<number | bigint, string> = await generator.next();
const end: IteratorResult<number | bigint, string> = await generator.next();
is("Generator", step.value === 0 && end.value === "done");
const word: string = await first(["x", "y"]);
const row: { a: number } = await first([{ a: 1 }]);
is("T", word === "x" && row.a === 1 && (await first([new Date(0)])) instanceof PyDateTime);
const boxed: Box = await first([Box.new(1)]);
is("T of a call is its result", boxed instanceof Box && (await first([1n])) === 1);
const groups: Record<string, string[]> | Map<number, string[]> = await grouped(["a", "bb", "c"], (each) => each.length);
is("two variables", groups instanceof Map && groups.get(1)!.join() === "a,c");
is("Callable", (await applied((times, what) => what.repeat(Number(times)), 3)) === "xxx");
is("Callable may be asynchronous", (await applied(async (times: number | bigint) => String(times))) === "1");
is("type", (await made(Box)) === "Box");
const movie: { name?: string | undefined; year?: number | bigint | undefined } = await released({ name: "Up" });
is("TypedDict", movie.name === "Up" && movie.year === 1999);
const colour: "red" | "blue" = await painted(Colour.RED);
is("Literal and Enum", colour === "red" && (await painted("blue")) === "blue");
is("NewType", (await measured(1.5)) === 1.5);
is("a recursive alias", JSON.stringify(await nested({ a: [1, { b: null }] })) === '{"a":[1,{"b":null}]}');
is("a class with arguments", (await unboxed(Box.new(7))) === 7);
const never = (): PromiseLike<never> => failing();
is("NoReturn", await Promise.resolve(never()).then(() => false, () => true));
is("arrays are no floats", !((await first([Float64Array.of(1)])) instanceof Float64Array) && (await first([Float64Array.of(1)])) instanceof NDArray);

/** None of these compiles. */
export function wrong(): void {
  // @ts-expect-error a string is not a number
  number("1");
  // @ts-expect-error a date is not a duration
  length(new Date());
  // @ts-expect-error a number is not a path
  path(1);
  // @ts-expect-error the items are numbers
  total(["a"]);
  // @ts-expect-error a string is not a sequence of numbers
  total("abc");
  // @ts-expect-error the values are numbers
  swapped({ a: "1" });
  // @ts-expect-error no such key
  released({ title: "Up" });
  // @ts-expect-error the key has another type
  released({ name: 1 });
  // @ts-expect-error no such literal
  painted("green");
  // @ts-expect-error the function receives a number first
  applied((times: string) => times);
  // @ts-expect-error the function must return a string
  applied(() => 1);
  // @ts-expect-error an instance is not a class
  made(1);
  // @ts-expect-error only an object in Python is a Box
  unboxed({ value: 1 });
}
console.log(JSON.stringify(seen));
`;

let environment: FixturePython;
let generated: Record<string, string>;
beforeAll(async () => {
  environment = await fixturePython(testPython);
  generated = await generateFor(
    environment.python,
    names.map((name) => `type_language:${name}`),
  );
});
afterAll(() => environment.remove());

test("the compiler accepts what Python accepts, and nothing else", () => {
  expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
});

test("values arrive as their types declare", async () => {
  const seen = (await runProgram(testPython, generated, program, "types")) as [string, boolean][];
  expect(seen.length).toBeGreaterThan(25);
  expect(seen.filter(([, fits]) => !fits)).toEqual([]);
});
