import { expect, it } from "vitest";
import type { Answer, SymbolFacts, TypeFacts } from "../../../src/facts/facts.ts";
import { writeProbe } from "../../../src/stages/infer/probe.ts";
import { questionsOf } from "../../../src/stages/infer/questions.ts";

const answer = (name: string, facts: SymbolFacts): Answer => ({
  found: { module: "library", name, consumed: 1, facts },
});
const text: TypeFacts = { kind: "name", name: "builtins:str" };
const signature = { parameters: [], tier: "signature" } as const;

const answers = [
  answer("Frame", {
    kind: "class",
    canonical: "library.core:Frame",
    bases: [],
    constructor: signature,
    members: [
      { name: "head", kind: "method", signature },
      { name: "index", kind: "property" },
      { name: "known", kind: "property", type: text },
      { name: "load", kind: "classmethod", signature },
      { name: "size", kind: "class-attribute" },
      { name: "told", kind: "method", signature: { ...signature, returns: text } },
    ],
  }),
  answer("read", { kind: "function", signature }),
  answer("told", { kind: "function", signature: { ...signature, returns: text } }),
  answer("limit", { kind: "constant", value: 1 }),
  { missing: { module: "library", at: 0, suggestions: [] } } as const,
];

it("asks about symbols without a type, functions first", () => {
  expect(questionsOf(answers).map(({ key, target }) => `${key} ${target}`)).toEqual([
    "library:read result",
    "library:Frame.head result",
    "library:Frame.index value",
    "library:Frame.load result",
    "library:Frame.size value",
  ]);
});

it("asks at the imported name, then at the defining module, and on an instance for its members", () => {
  const [, head, , load] = questionsOf(answers);
  expect(head?.places).toEqual([
    { module: "library", path: ["Frame", "head"], onInstance: true },
    { module: "library.core", path: ["Frame", "head"], onInstance: true },
  ]);
  expect(load?.places[0]).toEqual({ module: "library", path: ["Frame", "load"], onInstance: false });
});

it("does not turn a library's own names into program text", () => {
  const hostile = ["a:b\nimport os", "a.<locals>:b", "a:b;c", 'a:"', "a", ":"].map((canonical, index) =>
    answer(`f${index}`, { kind: "function", signature, canonical }),
  );
  for (const { places } of questionsOf(hostile)) expect(places).toHaveLength(1);
});

it("writes one line for each type, and a class for each name to qualify", () => {
  const [read, head] = questionsOf(answers);
  const probe = writeProbe([
    { place: read!.places[0]! },
    { place: read!.places[0]!, call: true },
    { place: head!.places[1]!, names: ["list", "Frame"] },
  ]);
  expect(probe.text).toBe(`import library as _snakebridge_0
import library.core as _snakebridge_1
class list: ...
class Frame: ...
reveal_type(_snakebridge_0.read)
reveal_type(_snakebridge_0.read.__call__)
def _snakebridge_on(_snakebridge_it: _snakebridge_1.Frame):
 reveal_type((_snakebridge_it.head, list(), Frame(), ))
`);
  expect(probe.lines).toEqual([4, 5, 7]);
});
