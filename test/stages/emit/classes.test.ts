import { afterAll, beforeAll, expect, test } from "vitest";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const names = `Access Base Child Color Countdown Factory Pair Promise Ring Slotted Stateful Symbol Task`
  .split(" ")
  .map((name) => `classes:${name}`);
let environment: FixturePython;
let generated: Record<string, string>;

beforeAll(async () => {
  environment = await fixturePython(testPython);
  generated = await generateFor(environment.python, names);
});
afterAll(() => environment.remove());

const attributes = `
import { Base, type Child, Pair, Slotted, Stateful } from "./classes.js";
const one = await Stateful.new("n", 2, { parent: Base.new() });
const size: unknown = await one.size;
const extent: number | bigint | null = await one.extent;
const parent: Base | null = await one.parent;
const child: Child = await one.child;
const choice: string | number = await one.choice;
const declared: Record<string, number | bigint> = await one.declared;
const retries: [number | bigint, number | bigint] = [await one.retries, await Stateful.retries];
const unfitted: unknown = await one.fitted_.catch((error) => String(error).split("\\n")[0]);
await one.fit();
await one.$set("retries", 5);
const pair = await Pair.new(1);
const left: number | bigint = await pair.left;
const slotted = await Slotted.new("p");
const plain: string = await slotted.plain;
console.log(JSON.stringify([size, extent, parent instanceof Base, await child.limit, choice, declared, retries, unfitted,
  await one.fitted_, await one.retries, left, await pair.right, plain, await slotted.typed]));
`;

test("reads attributes that only instances have, with their types", async () => {
  expect(compileErrors({ ...generated, "main.ts": attributes })).toEqual([]);
  expect(await runProgram(testPython, generated, attributes, "classes")).toEqual([
    2,
    2,
    true,
    10,
    1.5,
    {},
    [3, 3],
    "PythonError: AttributeError: 'Stateful' object has no attribute 'fitted_'",
    [1.5],
    5,
    1,
    "r",
    "p",
    1,
  ]);
});

test("rejects an attribute of a different type, or a missing one", () => {
  const wrong = `import { Stateful } from "./classes.js";
const one = await Stateful.new("n");
export const flag: string = await one.flag;
void one.missing;
void one._hidden;
`;
  const lines = compileErrors({ ...generated, "main.ts": wrong }).map((error) => error.split(":")[1]);
  expect(lines).toEqual(["3", "4", "5"]);
});

const protocols = `
import { Countdown, Pair, Promise as Entering, Ring, Symbol as Items } from "./classes.js";
const ring = await Ring.new("a", "b");
const item: string = await ring.$item(1);
const sum: Ring = await ring.$add(ring);
const chained: string = await ring.$add(ring).$neg().$radd("z").first();
const called: string = await Ring.new("x").$call("ab", { times: 2 });
const isLess: boolean = await ring.$lt(sum);
const grown: Ring = await ring.$iadd("c");
const letters: string[] = [];
for await (const letter of ring) letters.push(letter);
for await (const letter of Ring.new("d").$add(Ring.new("e"))) letters.push(letter.toUpperCase());
for await (const letter of grown.$iter()) letters.push(letter);
const left: number[] = [];
for await (const count of Countdown.new(2)) left.push(Number(count));
const entered: string | undefined = await Entering.new().$with(async (text) => text.toUpperCase());
const first: string | undefined = await ring.$with((own) => own.first());
await using context = await Countdown.new(7).$enter();
const value: number | bigint = context.value;
const items: number[] = [];
for await (const each of Items.new()) items.push(Number(each));
const [one, two] = await Pair.new(1);
console.log(JSON.stringify([item, chained, called, isLess, grown === ring, letters, left, entered, first, value, items, one, two]));
`;

test("special methods type operators, calls, iteration and contexts", async () => {
  expect(compileErrors({ ...generated, "main.ts": protocols })).toEqual([]);
  expect(await runProgram(testPython, generated, protocols, "classes")).toEqual([
    "b",
    "z",
    "abab",
    true,
    true,
    ["a", "b", "c", "D", "E", "a", "b", "c"],
    [1, 0],
    "ENTERED",
    "a",
    7,
    [1, 2],
    1,
    "r",
  ]);
});

test("rejects results that special methods do not have", () => {
  const wrong = `import { Countdown, Ring } from "./classes.js";
const ring = await Ring.new("a", "b");
export const item: number = await ring.$item(1);
await ring.$radd(5);
await ring.$call(5);
await ring.$call("a", { time: 2 });
for await (const letter of ring) letter.toFixed();
for await (const letter of Ring.new("a")) letter.toFixed();
await Countdown.new(1).$with((count) => count.missing);
`;
  const lines = compileErrors({ ...generated, "main.ts": wrong }).map((error) => error.split(":")[1]);
  expect(lines).toEqual(["3", "4", "5", "6", "7", "8", "9"]);
});

const members = `
import { Access, Color, Factory, Task } from "./classes.js";
const task: Task = await (await Factory.new()).task("t");
const name: string = await Factory.new().task("u").name;
const red = await Color.RED;
const value: string = await red.value_;
const byValue: Color = await Color.new("green");
const label: string = await byValue.darker().name;
const access: [string | null, number | bigint] = [await (await Access.READ).name, await (await Access.READ).value_];
console.log(JSON.stringify([task instanceof Task, name, value, await red.name, byValue === (await Color.GREEN), label, access]));
`;

test("methods created by descriptors, and enumerations", async () => {
  expect(compileErrors({ ...generated, "main.ts": members })).toEqual([]);
  expect(await runProgram(testPython, generated, members, "classes")).toEqual([
    true,
    "u",
    "red",
    "RED",
    true,
    "GREEN",
    ["READ", 1],
  ]);
});
