import { expect, test } from "vitest";
import { compileErrors } from "../../support/compile.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

/** Each result has a declared type, which the program checks at run time. */
const program = `
import { add, exp, isnan, modf } from "./numpy.js";
import { NDArray, NumpyScalar, PyComplex, PyObject, PyTimeDelta } from "snakebridge/runtime";

const seen: [string, boolean][] = [];
const is = (name: string, fits: boolean): number => seen.push([name, fits]);

const sum: number | bigint = await add(1, 2.5);
is("numbers", sum === 3.5 && (await add(1, 2)) === 3);
const power: number = await exp(0);
is("a float", power === 1);
const truth: boolean = await isnan(1);
is("a truth", truth === false);
const turned = await exp(new PyComplex(0, 0));
is("a complex number", turned instanceof NumpyScalar);
const array: NDArray = await add([1, 2], 1);
is("an array", array instanceof NDArray);
const truths: NDArray<"bool"> = await isnan([1, Number.NaN]);
is("truths", truths.dtype === "|b1");
const [part, whole]: [number, number] = await modf(2.5);
is("two results", part === 0.5 && whole === 2);
const other: unknown = await add(new PyTimeDelta(1, 0, 0), new PyTimeDelta(1, 0, 0));
is("what other values give", !(other instanceof NDArray));
const chosen = await add(1, 2, { dtype: "float32" });
is("a dtype", chosen instanceof NumpyScalar);
is("an object", !(chosen instanceof PyObject));
console.log(JSON.stringify(seen.filter(([, fits]) => !fits).map(([name]) => name)));
`;

/** None of these compile. */
const wrong = `
import { add, exp, isnan } from "./numpy.js";
export const text: string = await add(1, 2);
export const narrow: number = await add(1, 2, { dtype: "float32" });
export const one: number = await exp([1, 2]);
export const loose: number = await exp(isnan(1));
export const casting = exp(1, { casting: "unsave" });
`;

test("universal functions return what their types declare", { timeout: 240_000 }, async () => {
  const generated = await generateFor(
    testPython,
    ["add", "exp", "isnan", "modf"].map((name) => `numpy:${name}`),
  );
  const texts = Object.fromEntries(Object.entries(generated).filter(([path]) => path.endsWith(".ts")));
  expect(compileErrors({ ...texts, "main.ts": program })).toEqual([]);
  const lines = compileErrors({ ...texts, "wrong.ts": wrong }).map(
    (error) => /^wrong\.ts:(\d+)/.exec(error)?.[1],
  );
  expect([...new Set(lines)]).toEqual(["3", "4", "5", "6", "7"]);
  expect(await runProgram(testPython, generated, program)).toEqual([]);
});
