import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixturePython, fixturePython } from "../support/fixture-python.ts";
import { testPython } from "../support/test-python.ts";
import { type UserProgram, userProgram } from "./support/user-program.ts";

const text = `
import { symbol } from "snakebridge/runtime";
import * as odd from "#py/odd_callables";
import { added, Box, cached, col, half, IntBox, Keyed, Lazy, named_half, norm, OnlyNew, Plugin, Point, Sized, slotless, Vector } from "#py/odd_callables";
type Int = number | bigint;
const lazy = await Lazy.new(3);
const plugin = await Plugin.new("p", { level: 4 });
const point = await Point.new(1, { y: 2 });
const boxed: Box = await Box.of("item");
const sum: unknown = await added(1, 2);
const column: string = await col("a");
const typed: [Int, Int, string, Int, number, string, Int, Int, Int, string] = [await half(), await odd.count(), await odd.kind(),
  await cached(1), await norm.cdf(3, { loc: 1 }), await odd.wrapped("a", { times: 3 }), await lazy.area, await lazy.alias(1),
  await lazy.doubled(1), await lazy.shown({ indent: 2 })];
console.log(JSON.stringify({
  typed,
  partials: [await half(1), await half({ right: 1, scale: 2 }), await named_half(1, { scale: 2 })],
  builtins: [await odd.joined(["a", "b"]), await odd.upper("a"), await odd.absolute(-1), await odd.from_hex("0a").$len()],
  objects: [await odd.first_item([7, 8]), await odd.squared(3), await odd.constructor(["a"], 1)],
  bound: [await odd.count({ by: 2 }), await odd.twice(2), await odd.unbound(await symbol("odd_callables:_counter"), 3)],
  wrapped: [await odd.wrapped("a"), await odd.wrapped_twice("b"), await cached.cache_info().$len()],
  dispatched: [await odd.dispatched("a"), await odd.dispatched(1), await odd.dispatched([1])],
  lazy: [await lazy.resize(1, { factor: 2 }), await lazy.remembered(1), await lazy.computed, await Lazy.call_me(1), await lazy.told(1)],
  curried: [sum, await added(1).$call(2), await added(5, { right: 6 }), await added.rest()],
  norm: [await norm(1), await norm.pdf(2)],
  col: [column, await col.$attr("b")],
  made: [await (await OnlyNew.new(1, { extra: 2 })).value_, await plugin.level, await plugin.$attr("registered"), await (await Keyed.new("k")).key],
  generic: [await boxed.item, await IntBox.$call(1).$attr("item"), await symbol(Sized).$item(2).$attr("__name__")],
  tuples: [await point.x, await point.y, await (await Vector.new(1, 2)).length()],
  slotless: [await slotless.real(), await odd.slotless_made_up()],
}));
`;

let environment: FixturePython;
let program: UserProgram;
beforeAll(async () => {
  environment = await fixturePython(testPython);
  program = await userProgram(environment.python, text, ["odd_callables"]);
});
afterAll(() => environment.remove());

test("everything that is called is called with its own signature, and has its members", async () => {
  expect(program.problems).toEqual([]);
  expect(program.errors()).toEqual([]);
  expect(await program.run(testPython)).toEqual({
    typed: [36, 1, "Counter", 2, 2, "aaa", 9, 4, 7, "  3"],
    partials: [33, 22, 12],
    builtins: ["a-b", "A", 1, 1],
    objects: [7, 9, { a: 1 }],
    bound: [3, 4, 6],
    wrapped: ["aa", "b", 4],
    dispatched: ["object", "int", "list"],
    lazy: [7, 1, 3, 2, "int"],
    curried: [3, 3, 11, 2],
    norm: ["frozen(1)", 2],
    col: ["col(a)", "col.b"],
    made: [3, 4, true, "k"],
    generic: ["item", 1, "Sized2"],
    tuples: [1, 2, 3],
    slotless: ["real", "made up"],
  });
});

test("wrong calls of them do not compile", () => {
  const wrong = `import { added, cached, half, Keyed, Lazy, norm, OnlyNew, Plugin, wrapped } from "#py/odd_callables";
half({ scale: "1" });
cached();
norm.cdf();
norm.sf(1);
OnlyNew.new();
Plugin.new("p", { levels: 1 });
Keyed.new({ key: 1, name: 2 });
wrapped("a", { time: 1 });
added(1, 2, 3);
col({ names: "a" });
void Lazy.new(3).doubled("a");
void Lazy.new(3).told();
`;
  expect(program.wrongLines(wrong)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});
