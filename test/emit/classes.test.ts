import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { compileErrors } from "../support/compile.ts";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { generateFor, runProgram } from "../support/run-program.ts";

const names = ["Base", "Child", "Pair", "Slotted", "Stateful"].map((name) => `classes:${name}`);
let environment: FixturePython;
let generated: Record<string, string>;

beforeAll(async () => {
  environment = await fixturePython(inject("python"));
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

test("attributes that only instances have are read, with their types", async () => {
  expect(compileErrors({ ...generated, "main.ts": attributes })).toEqual([]);
  expect(await runProgram(inject("python"), generated, attributes, "classes")).toEqual([
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

test("an attribute of another type, or that does not exist, does not compile", () => {
  const wrong = `import { Stateful } from "./classes.js";
const one = await Stateful.new("n");
export const flag: string = await one.flag;
void one.missing;
void one._hidden;
`;
  const lines = compileErrors({ ...generated, "main.ts": wrong }).map((error) => error.split(":")[1]);
  expect(lines).toEqual(["3", "4", "5"]);
});
