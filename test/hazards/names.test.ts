import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NameScope, toPythonName, toTsName } from "../../src/naming/names.ts";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { testPython } from "../support/test-python.ts";
import { type UserProgram, userProgram } from "./support/user-program.ts";

let environment: FixturePython;
/** All names, those that parameters can have, and those of public members. */
let NAMES: readonly string[];
let PARAMETERS: readonly string[];
let MEMBERS: readonly string[];
let program: UserProgram;

beforeAll(async () => {
  environment = await fixturePython(testPython);
  const print = "import json, odd_names as odd; print(json.dumps([odd.NAMES, odd.PARAMETERS, odd.MEMBERS]))";
  const { stdout } = await execa(environment.python, ["-c", print]);
  [NAMES, PARAMETERS, MEMBERS] = JSON.parse(stdout);
  program = await userProgram(environment.python, textOfProgram(), ["odd_names"]);
});
afterAll(() => environment.remove());

test.each<NameScope>(["module", "member", "static", "parameter"])("lead back from scope %s", (scope) => {
  const spelt = NAMES.map((name) => toTsName(name, scope));
  expect(new Set(spelt).size).toBe(NAMES.length);
  expect(spelt.map((name) => toPythonName(name, scope))).toEqual(NAMES);
});

/** `[await odd.delete_(1, { option: 2 }), …]`; what comes back begins with the name in Python. */
function calls(of: readonly string[], scope: NameScope, print: (tsName: string) => string): string {
  return `[\n${of.map((name) => `  await ${print(toTsName(name, scope))},`).join("\n")}\n]`;
}

function textOfProgram(): string {
  return `
import * as functions from "#py/odd_names/functions";
import * as classes from "#py/odd_names/classes";
import { Members, modules, named, placed, Statics } from "#py/odd_names";
const members = await Members.new();
const all = {
  functions: ${calls(NAMES, "module", (name) => `functions.${name}(1, { option: 2 })`)},
  classes: ${calls(NAMES, "module", (name) => `classes.${name}.new().own().called`)},
  members: ${calls(MEMBERS, "member", (name) => `members.${name}(1, { option: 2 })`)},
  statics: ${calls(MEMBERS, "static", (name) => `Statics.${name}(1, { option: 2 })`)},
  modules: ${calls(NAMES, "module", (name) => `modules.${name}.tell(1, { option: 2 })`)},
  placed: await placed(${PARAMETERS.map((_, index) => index).join(", ")}),
  named: await named({ ${PARAMETERS.map((name, index) => `[${JSON.stringify(name)}]: ${index}`).join(", ")} }),
};
console.log(JSON.stringify(all));
`;
}

test("of functions, classes, members, parameters and modules are all generated, and compile", () => {
  expect(program.problems).toEqual([]);
  expect(program.errors()).toEqual([]);
}, 180_000);

test("mean what they mean in Python", async () => {
  const called = (of: readonly string[]): unknown => of.map((name) => [name, 1, 2]);
  const numbers = PARAMETERS.map((_, index) => index);
  expect(await program.run(testPython)).toEqual({
    functions: called(NAMES),
    classes: NAMES,
    members: called(MEMBERS),
    statics: called(MEMBERS),
    modules: called(NAMES),
    placed: numbers,
    named: numbers,
  });
});
