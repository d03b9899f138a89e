import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { testPython } from "../support/test-python.ts";
import { userProgram } from "./support/user-program.ts";

let environment: FixturePython;
beforeAll(async () => {
  environment = await fixturePython(testPython);
});
afterAll(() => environment.remove());

/** What a program prints, after the compiler has taken it; nothing is missing from it. */
async function outcome(text: string, ...libraries: readonly string[]): Promise<unknown> {
  const program = await userProgram(environment.python, text, libraries);
  expect(program.problems).toEqual([]);
  expect(program.errors()).toEqual([]);
  return await program.run(testPython);
}

describe("names of a module", () => {
  test("whether they are defined, lazy, renamed, known at run time only, or those of a submodule", async () => {
    const text = `
import { Engine, lazy, Motor, old, only_at_run_time, outer, progress, renamed, Shown, Thing, thing } from "#py/odd";
import * as odd from "#py/odd";
import { beside, progress as same } from "#py/odd/progress";
const engine: Engine = await renamed(3);
const motor: Motor = await Motor.new(1).stronger();
const sum: number | bigint = await lazy(1);
const left: number | bigint = await progress.new(10).left(4);
const both: [Thing, number | bigint] = [await Thing.new(), await thing().size()];
console.log(JSON.stringify([
  sum, await odd.lazy(2), await old(3), await outer(4), await only_at_run_time(5),
  engine instanceof Motor, await motor.power, motor instanceof Engine, await (await Shown.new()).name(),
  left, progress === same, await odd.progress.new(2).left(1), await beside(), both[0] instanceof Thing, both[1],
]));
`;
    expect(await outcome(text, "odd")).toEqual([
      2,
      3,
      4,
      5,
      10,
      true,
      2,
      true,
      "_Hidden",
      6,
      true,
      1,
      "beside",
      true,
      1,
    ]);
  });

  test("a class has one declaration, however many ways lead to it", async () => {
    const text = `import { Engine, Motor, renamed } from "#py/odd";
import { Engine as Private } from "#py/odd/_private";
export const all = [Engine, Motor, Private, renamed];
`;
    const program = await userProgram(environment.python, text, ["odd"]);
    expect(program.manifest.symbols["odd:Motor"]).toMatchObject({ canonical: "odd._private:Engine" });
    expect(program.files.filter((each) => /\bclass Engine\b/.test(each))).toHaveLength(1);
  });
});

describe("modules", () => {
  test("that nobody imports, that are lazy, and that a module's attribute hides", async () => {
    const text = `
import { explicit, heavy } from "#py/odd";
import * as odd from "#py/odd";
import { here } from "#py/odd/explicit";
import { dive } from "#py/odd/heavy/deep";
console.log(JSON.stringify([await explicit.here(), await here(), await odd.explicit.here(), await heavy.dive(1),
  await odd.heavy.deep.dive(2), await dive(3)]));
`;
    expect(await outcome(text, "odd")).toEqual(["odd.explicit", "odd.explicit", "odd.explicit", -1, -2, -3]);
  });

  test("with names that mean something to file systems, to TypeScript or to JavaScript", async () => {
    const names =
      `con aux nul class index constructor default then toString prototype __proto__ import function type js d
      globalThis object undefined Symbol`.split(/\s+/);
    const renamed = new Set("class default then __proto__ import function globalThis undefined".split(" "));
    const local = (name: string): string => (renamed.has(name) ? `${name}_` : name);
    const path = (name: string): string => (["con", "aux", "nul"].includes(name) ? `${name}_` : name);
    const text = `
import * as reserved from "#py/odd/reserved";
${names.map((name, index) => `import { tell as tell${index} } from "#py/odd/reserved/${path(name)}";`).join("\n")}
console.log(JSON.stringify([
${names.map((name) => `  await reserved.${local(name)}.tell(),`).join("\n")}
${names.map((_, index) => `  await tell${index}(),`).join("\n")}
]));
`;
    const expected = names.map((name) => `odd.reserved.${name}`);
    expect(await outcome(text, "odd")).toEqual([...expected, ...expected]);
  });

  test("whose names differ in case only", async () => {
    const text = `
import { tell as upper } from "#py/odd/Case";
import { tell as lower } from "#py/odd/case$";
import * as odd from "#py/odd";
console.log(JSON.stringify([await upper(), await lower(), await odd.Case.tell(), await odd.case_.tell()]));
`;
    expect(await outcome(text, "odd")).toEqual(["upper", "lower", "upper", "lower"]);
  });

  test("of a namespace package that two distributions share", async () => {
    const text = `
import { first } from "#py/shared_space/alpha";
import { beta } from "#py/shared_space";
console.log(JSON.stringify([await first(), await beta.second()]));
`;
    const expected = ["shared_space.alpha", "shared_space.beta"];
    expect(await outcome(text, "shared_space")).toEqual(expected);
    const parts = text.replace("{ beta }", "* as space").replace("beta.", "space.beta.");
    expect(await outcome(parts, "shared_space.alpha", "shared_space.beta", "shared_space")).toEqual(expected);
  });
});

describe("what cannot be generated is named, and the rest is generated", () => {
  test.each([
    [
      "only in stubs",
      "only_in_stubs",
      /SB1002 odd has no "only_in_stubs" at run time: only type checkers know it, from stubs\./,
    ],
    ["only in stubs, as a type", "OnlyInStubs", /SB1002 odd has no "OnlyInStubs" at run time/],
    ["nowhere", "no_such_name", /SB1002 odd has no "no_such_name"\.$/],
    ["an optional dependency is missing", "extra", /SB4001 .*odd\.extra.*extra needs a library/],
    ["raises when it is read", "raising", /SB4001 .*odd\.raising.*raising cannot be read here/],
  ])("%s", async (_, name, problem) => {
    const text = `import { outer, ${name} } from "#py/odd";\nexport const all = [outer, ${name}];\n`;
    const program = await userProgram(environment.python, text, ["odd"]);
    expect(program.problems).toEqual([expect.stringMatching(problem)]);
    expect(program.files.join()).toContain("export function outer(");
  });
});
