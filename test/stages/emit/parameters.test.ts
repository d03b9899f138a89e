import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findTypeshed } from "../../../src/stages/introspect/find-typeshed.ts";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const fixture =
  `firsts forwarded implicitly_optional typed_keywords typed_keywords_and_more typed_variadic typed_variadic_after
  typed_variadic_keywords typed_variadic_open unpacked`.split(/\s+/);

/** The `repr` of each call's arguments in Python. */
const program = `
import { chain } from "./itertools.js";
import { join } from "./os/path.js";
import { firsts, forwarded, implicitly_optional, typed_keywords, typed_keywords_and_more, typed_variadic, typed_variadic_after, typed_variadic_keywords, typed_variadic_open, unpacked } from "./signatures.js";
import { kw } from "snakebridge/runtime";

const numbers = [1, 2, 3];
const path: string = await join("a", "b", "c");
const first: string[] = await firsts(["a", "b"], ["c"]);
const items: unknown[] = [];
for await (const item of chain.new([1], [2, 3])) items.push(item);
const options = { colour: "red", dashes: null };
const results = [
  await unpacked("line", { colour: "red" }),
  await unpacked("line", 2, { colour: "red", width: 1.5, dashes: [1, 2] }),
  await unpacked("line", options),
  await unpacked("line", kw({ size: 3, colour: "blue" })),
  await typed_variadic(...numbers, 2n ** 60n),
  await typed_variadic(),
  await typed_variadic_after("t", 2, "p", "q"),
  await typed_variadic_after("t", { times: 3 }),
  await typed_variadic_keywords("a", "b", { colour: "red", sep: "-" }),
  await typed_variadic_open("a", "b", { n: 1 }),
  await typed_variadic_open("a", "b"),
  await typed_keywords({ a: 1, b: 2 }),
  await typed_keywords_and_more(2, { strict: true, first: "x" }),
  await implicitly_optional(null, { names: null }),
  await implicitly_optional(1, { names: ["a"] }),
  await forwarded(async (a: unknown, b: unknown) => [a, b].join(), 1, "x"),
  path,
  first,
  items,
];
console.log(JSON.stringify(results));

/** None of these compiles. */
export function wrong(): void {
  // @ts-expect-error a required key
  unpacked("line");
  // @ts-expect-error misspelt
  unpacked("line", { colour: "red", widht: 1 });
  // @ts-expect-error of another type
  unpacked("line", 1, { colour: "red", width: "1" });
  // @ts-expect-error passed twice
  unpacked("line", 1, { colour: "red", size: 2 });
  // @ts-expect-error each one is a number
  typed_variadic(1, "2");
  // @ts-expect-error misspelt
  typed_variadic_keywords("a", { colour: "red", spe: "-" });
  // @ts-expect-error keywords come last
  typed_variadic_keywords({ colour: "red" }, "a");
  // @ts-expect-error the others are strings
  typed_variadic_keywords(1, { colour: "red" });
  // @ts-expect-error keywords are numbers
  typed_variadic_open("a", { n: "1" });
  // @ts-expect-error every one is a number
  typed_keywords({ a: "1" });
  // @ts-expect-error None is not a string in a list
  implicitly_optional(1, { names: [null] });
  // @ts-expect-error a number is not a path
  join("a", 1);
}
`;

let environment: FixturePython;
let generated: Record<string, string>;
beforeAll(async () => {
  environment = await fixturePython(testPython);
  const typeshed = findTypeshed(join(dirname(dirname(import.meta.dirname)), "src"))?.folder;
  const names = [...fixture.map((name) => `signatures:${name}`), "itertools:chain", "os.path:join"];
  generated = await generateFor(environment.python, names, typeshed);
});
afterAll(() => environment.remove());

test("variadic parameters, open keywords and unpacked dicts have their types", () => {
  expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
});

test("arguments arrive unchanged", async () => {
  expect(await runProgram(testPython, generated, program, "signatures")).toEqual([
    "line 1 [('colour', 'red')]",
    "line 2 [('colour', 'red'), ('dashes', [1, 2]), ('width', 1.5)]",
    "line 1 [('colour', 'red'), ('dashes', None)]",
    "line 3 [('colour', 'blue')]",
    "(1, 2, 3, 1152921504606846976)",
    "()",
    "('t', 2, ('p', 'q'))",
    "('t', 3, ())",
    "a-b [('colour', 'red')]",
    "('a', 'b') [('n', 1)]",
    "('a', 'b') []",
    3,
    "2 True [('first', 'x')]",
    "(None, None)",
    "(1, ['a'])",
    "1,x",
    "a/b/c",
    ["a", "c"],
    [1, 2, 3],
  ]);
});
