import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { testPython } from "../support/test-python.ts";
import { userProgram } from "./support/user-program.ts";

let environment: FixturePython;
beforeAll(async () => {
  environment = await fixturePython(testPython);
});
afterAll(() => environment.remove());

const inner = `
import { MoreSettings, Outer, outermost, Settings } from "#py/odd_classes";
import { Outer$Inner } from "#py/odd_classes";
const given: Outer.Inner = await Outer.new().inner("n");
const made: Outer$Inner = await Outer.Inner.new({ name: "x" });
const deep: Outer$Inner.Innermost = await Outer.Inner.Innermost.new();
const names: [string, string] = [await given.name, await made.name];
const level: number | bigint = await outermost().level();
const value: string = await (await MoreSettings.Mode.FAST).value_;
console.log(JSON.stringify({
  names,
  level: [level, await deep.level()],
  same: [given instanceof Outer.Inner, (await outermost()) instanceof Outer.Inner.Innermost, Outer.Inner === Outer$Inner],
  enumerations: [value, await (await Settings.color.RED).name, Settings.Mode === MoreSettings.Mode],
  reserved: (await Settings.delete.new()) instanceof Settings.delete,
  elsewhere: [await Settings.builtin.$call(), await Settings.made.$attr("__name__")],
}));
`;

test("classes inside of classes, and those that classes hold", async () => {
  const program = await userProgram(environment.python, inner, ["odd_classes"]);
  expect(program.problems).toEqual([]);
  expect(program.errors()).toEqual([]);
  const wrong = `import { Outer, Settings } from "#py/odd_classes";
Outer.Inner.new({ title: "x" });
Outer.Inner.new(1);
void Settings.Mode.SLOW;
export const given: Outer.Inner = await Outer.new();
`;
  expect(program.wrongLines(wrong)).toEqual([2, 3, 4, 5]);
  expect(await program.run(testPython)).toEqual({
    names: ["n", "x"],
    level: [3, 3],
    same: [true, true, true],
    enumerations: ["fast", "RED", true],
    reserved: true,
    elsewhere: [{}, "Made"],
  });
});

test.each([
  ["by their name in the module", 'import { Outer$Inner } from "#py/odd_classes";\nOuter$Inner.new();\n'],
  ["as a type alone", 'import type { Outer } from "#py/odd_classes";\nexport let inner: Outer.Inner;\n'],
  ["when a function gives them", 'import { outermost } from "#py/odd_classes";\noutermost().level();\n'],
])("are generated %s", async (_, text) => {
  const program = await userProgram(environment.python, text, ["odd_classes"]);
  expect(program.problems).toEqual([]);
  expect(Object.keys(program.manifest.symbols).filter((key) => key.includes(":Outer.Inner"))).toHaveLength(1);
  expect(program.errors()).toEqual([]);
});

test("a class inside of another is not generated as long as nothing leads to it", async () => {
  const text = 'import { Outer } from "#py/odd_classes";\nOuter.new();\n';
  const program = await userProgram(environment.python, text, ["odd_classes"]);
  expect(Object.keys(program.manifest.symbols)).toEqual(["odd_classes:", "odd_classes:Outer"]);
});
