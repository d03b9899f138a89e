import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { testPython } from "../support/test-python.ts";
import { type UserProgram, userProgram } from "./support/user-program.ts";

const text = `
import * as odd from "#py/odd_parameters";
import { Handmade } from "#py/odd_parameters";
const handmade = await Handmade.new();
const forty = Array.from({ length: 40 }, () => 1) as Parameters<typeof odd.of_forty>;
console.log(JSON.stringify({
  positional_only: [await odd.positional_only(1), await odd.positional_only(1, 5), await odd.positional_only(1, undefined, { third: 9 }),
    await odd.positional_only(1, 5, 6)],
  same_name: await odd.same_name("a", { name: "b", kwargs: 1 }),
  keyword_only: [await odd.keyword_only({ needed: 1 }), await odd.keyword_only({ needed: 1, spare: 2 })],
  keyword_after: await odd.keyword_after(2, { needed: "ab" }),
  in_the_middle: [await odd.in_the_middle(1, 2, 3, { needed: true }), await odd.in_the_middle(1, { last: 2, needed: false })],
  optional_before_rest: [await odd.optional_before_rest(), await odd.optional_before_rest("a", "b", { last: "c" })],
  as_data: [Object.entries(await odd.as_data({ class: 1, delete: 2, then: 3, constructor: 4, toJSON: 5, "größe": 6, "two words": 7 })),
    await odd.named_data("t", { table_: 1, default: 2 })],
  reserved: [await odd.reserved(1, { delete: 2, function: 3, new: 4, default: 5, this: 6 }),
    await odd.reserved_places(1, 2, { void: 3 }), await odd.reserved_places(1, 2, 3, 4)],
  underscores: [await odd.ends_in_underscores(1, { from_: 2, lambda__: 3, _: 4, __: 5 }), await odd.ends_in_underscores(1, 2, 3, 4, 5)],
  args: [await odd.args_and_kwargs(1, { kwargs: 2, rest: 3 }), await odd.args_and_kwargs(1, 2, 3), await odd.options(1, { self: 5, cls: 6 })],
  unicode: await odd.unicode(1, { H: 2, "naïve": 3 }),
  defaults: [await odd.strange_defaults(), await odd.strange_defaults({ nan: 1 }), await odd.in_positions(undefined, 1),
    await odd.in_positions({ third: 1 }), await odd.none_is_told(null), await odd.none_is_told(undefined)],
  forty: await odd.of_forty(...forty),
  handmade: [await handmade.another(3), await handmade.everything(1, 2), await handmade.only(), await handmade.only({ other: 5 }),
    await handmade.with_self_as_keyword({ self: 1 }), await handmade.assigned(2), await Handmade.still(4)],
  selfless: String(await handmade.nothing().catch((error) => error)).split("\\n")[0],
  made: (await Handmade.made({ size: 1 })) instanceof Handmade,
}));
`;

let environment: FixturePython;
let program: UserProgram;
beforeAll(async () => {
  environment = await fixturePython(testPython);
  program = await userProgram(environment.python, text, ["odd_parameters"]);
});
afterAll(() => environment.remove());

test("parameters of every kind, with every name and default", async () => {
  expect(program.problems).toEqual([]);
  expect(program.errors()).toEqual([]);
  expect(await program.run(testPython)).toEqual({
    positional_only: [
      [1, 2, 3],
      [1, 5, 3],
      [1, 2, 9],
      [1, 5, 6],
    ],
    same_name: { positional: "a", name: "b", kwargs: 1 },
    keyword_only: [1, 3],
    keyword_after: "abab",
    in_the_middle: [
      [1, [2, 3], 0, true],
      [1, [], 2, false],
    ],
    optional_before_rest: [
      ["f", [], "l"],
      ["a", ["b"], "c"],
    ],
    as_data: [
      [
        ["class", 1],
        ["delete", 2],
        ["then", 3],
        ["constructor", 4],
        ["toJSON", 5],
        ["größe", 6],
        ["two words", 7],
      ],
      { table_: 1, default: 2 },
    ],
    reserved: [
      [1, 2, 3, 4, 5, 6],
      [1, 2, 0, 3],
      [1, 2, 3, 4],
    ],
    underscores: [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ],
    args: [
      [1, 2, 3],
      [1, 2, 3],
      [1, 5, 6],
    ],
    unicode: [1, 2, 3],
    defaults: [
      [true, true, true, true],
      [true, true, false, true],
      [true, false, true],
      [true, true, false],
      true,
      false,
    ],
    forty: 40,
    handmade: [3, 3, 1, 5, { self: 1 }, 2, 4],
    selfless: expect.stringContaining("TypeError: Handmade.nothing() takes 0 positional arguments"),
    made: true,
  });
});

test("defaults that do not print the same everywhere are left out", () => {
  const [file = ""] = program.files;
  expect(file).toContain(
    "strange_defaults(sentinel=…, function=…, own=…, member=…, nan=nan, infinite=-inf, huge=…, many=…, number=…, raising=…, shown=…, kind=…, ",
  );
  expect(file).not.toMatch(/ at 0x|evil\(/);
});

test("wrong calls of them do not compile", () => {
  const wrong = `import * as odd from "#py/odd_parameters";
odd.positional_only({ first: 1 });
odd.keyword_only({ spare: 1 });
odd.keyword_only(1);
odd.keyword_after(1);
odd.in_the_middle({ needed: true });
odd.reserved(1, { delete_: 2 });
odd.ends_in_underscores(1, { from: 1 });
odd.unicode(1, { naive: 1 });
odd.of_forty(1, 2, 3);
odd.same_name();
odd.none_is_told("1");
`;
  expect(program.wrongLines(wrong)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
