import { describe, expect, it } from "vitest";
import { describeChange } from "../../../src/facts/api-diff/api-change.ts";
import { diffApi } from "../../../src/facts/api-diff/diff-api.ts";
import type {
  MemberFacts,
  ParameterFacts,
  SignatureFacts,
  SymbolFacts,
  TypeFacts,
} from "../../../src/facts/facts.ts";

const type = (name: string): TypeFacts => ({ kind: "name", name: `builtins:${name}` });
const either = (...members: TypeFacts[]): TypeFacts => ({ kind: "union", members });
const literal = (...values: (string | number)[]): TypeFacts => ({ kind: "literal", values });

/**
 * Parses `"a"`, `"a=1"`, `"*args"`, `"**kwargs"`. Parameters after `"*"` are keyword-only, those before `"/"`
 * positional-only.
 */
function parameters(...parts: string[]): ParameterFacts[] {
  const slash = parts.indexOf("/");
  const star = parts.indexOf("*");
  return parts.flatMap((text, index): ParameterFacts[] => {
    if (text === "/" || text === "*") return [];
    const [, stars = "", name = "", , value] = /^(\**)(\w+)(=(.*))?$/.exec(text) ?? [];
    if (stars) return [{ name, kind: stars === "*" ? "var-positional" : "var-keyword", required: false }];
    const kind =
      index < slash ? "positional-only" : star >= 0 && index > star ? "keyword-only" : "positional";
    return [{ name, kind, required: value === undefined, ...(value ? { default: value } : {}) }];
  });
}

const signature = (text: string, more: Partial<SignatureFacts> = {}): SignatureFacts => ({
  parameters: text === "" ? [] : parameters(...text.split(", ")),
  tier: "signature",
  ...more,
});
const callable = (text: string, more: Partial<SignatureFacts> = {}): SymbolFacts => ({
  kind: "function",
  signature: signature(text, more),
});
const typed = (parameter: TypeFacts | undefined): SymbolFacts =>
  callable("", {
    parameters: [
      { name: "a", kind: "positional", required: true, ...(parameter ? { type: parameter } : {}) },
    ],
  });
const returning = (returns: TypeFacts | undefined): SymbolFacts => callable("", returns ? { returns } : {});
const classOf = (
  members: MemberFacts[],
  parts: { bases?: string[]; special?: MemberFacts[] } = {},
  made = "",
): SymbolFacts => ({ kind: "class", bases: [], members, ...parts, constructor: signature(made) });
const method = (name: string, text = "", more: Partial<MemberFacts> = {}): MemberFacts => ({
  name,
  kind: "method",
  signature: signature(text),
  ...more,
});

/** Describes each change. A breaking change ends with an exclamation mark. */
function changes(before: SymbolFacts, after: SymbolFacts | undefined): string[] {
  const api = diffApi({ "lib:f": before }, after ? { "lib:f": after } : {});
  return api.map((change) => `${describeChange(change).replace("lib.f", "f")}${change.breaking ? " !" : ""}`);
}

describe("parameters", () => {
  it.each<[title: string, before: string, after: string, changes: string[]]>([
    ["nothing", "a, b=1, *args, **kwargs", "a, b=1, *args, **kwargs", []],
    ["added, optional", "a", "a, b=1", ['f: parameter "b" added: b = 1']],
    ["added, required", "a", "a, b", ['f: parameter "b" added: b !']],
    ["added before a positional parameter", "a, c=1", "a, b=2, c=1", ['f: parameter "b" added: b = 2 !']],
    ["added, keyword-only", "a", "a, *, b=1", ['f: parameter "b" added: b = 1']],
    ["removed", "a, b=1", "a", ['f: parameter "b" removed !']],
    [
      "removed into **kwargs",
      "a, *, b=1",
      "a, **kwargs",
      ['f: parameter "b" removed', 'f: parameter "**kwargs" added: **kwargs'],
    ],
    ["removed, positional, with **kwargs", "a, b=1, **kwargs", "a, **kwargs", ['f: parameter "b" removed !']],
    ["*args removed", "a, *args", "a", ['f: parameter "*args" removed !']],
    ["*args renamed", "a, *args", "a, *rest", []],
    [
      "moved",
      "a, b",
      "b, a",
      ['f: parameter "b" moved: position 2 -> 1 !', 'f: parameter "a" moved: position 1 -> 2 !'],
    ],
    ["keyword-only, reordered", "*, a, b", "*, b, a", []],
    ["made required", "a=1", "a", ['f: parameter "a" made required !']],
    ["made optional", "a", "a=1", ['f: parameter "a" made optional']],
    ["made keyword-only", "a", "*, a", ['f: parameter "a" kind changed: positional -> keyword-only !']],
    ["made positional-only", "a", "a, /", ['f: parameter "a" kind changed: positional -> positional-only !']],
    [
      "made positional or keyword",
      "a, /",
      "a",
      ['f: parameter "a" kind changed: positional-only -> positional'],
    ],
    ["positional-only, renamed", "a, /, b", "x, /, b", []],
    ["default", "a=1", "a=2", ['f: parameter "a" default changed: 1 -> 2 !']],
  ])("%s", (_, before, after, expected) => {
    expect(changes(callable(before), callable(after))).toEqual(expected);
  });

  it("of an opaque callable are not compared", () => {
    expect(changes(callable("a"), callable("*args, **kwargs", { tier: "opaque" }))).toEqual([]);
  });
});

describe("types", () => {
  const [int, str] = [type("int"), type("str")];
  it.each<
    [
      title: string,
      before: TypeFacts | undefined,
      after: TypeFacts | undefined,
      parameter: string,
      result: string,
    ]
  >([
    ["a different type", int, str, "int -> str !", "int -> str !"],
    ["wider", int, either(int, str), "int -> int | str", "int -> int | str !"],
    ["narrower", either(int, str), int, "int | str -> int !", "int | str -> int"],
    ["a literal widened to its class", literal("a"), str, 'Literal["a"] -> str', 'Literal["a"] -> str !'],
    ["now known", undefined, int, "? -> int", "? -> int"],
    ["no longer known", int, undefined, "int -> ?", "int -> ? !"],
  ])("%s", (_, before, after, parameter, result) => {
    expect(changes(typed(before), typed(after))).toEqual([`f: parameter "a" type changed: ${parameter}`]);
    expect(changes(returning(before), returning(after))).toEqual([`f: return type changed: ${result}`]);
  });

  it("are equal in any order", () => {
    const list = (written: string): TypeFacts => JSON.parse(written);
    const [one, other] = ['{"kind":"name","name":"list"}', '{"name":"list","kind":"name"}'];
    expect(changes(typed(list(one)), typed(list(other)))).toEqual([]);
    expect(changes(returning(either(int, str)), returning(either(str, int)))).toEqual([]);
  });

  it("of overloads", () => {
    const overloads = (...names: string[]): SymbolFacts =>
      callable("a", {
        overloads: names.map((name) => ({
          narrowed: [{ name: "a", required: true, type: type(name) }],
          returns: type(name),
        })),
      });
    expect(changes(overloads("int"), overloads("int", "str"))).toEqual(["f: overloads changed: 1 -> 2"]);
    expect(changes(overloads("int", "str"), overloads("int"))).toEqual(["f: overloads changed: 2 -> 1 !"]);
  });
});

describe("symbols", () => {
  it.each<[title: string, before: SymbolFacts, after: SymbolFacts | undefined, changes: string[]]>([
    ["gone", callable(""), undefined, ["f: gone !"]],
    ["of another kind", callable(""), classOf([]), ["f: kind changed: function -> class !"]],
    ["documented differently", { ...callable(""), doc: "Old." }, { ...callable(""), doc: "New." }, []],
    ["async", callable(""), { ...callable(""), async: true } as SymbolFacts, ["f: became async !"]],
    [
      "a constant",
      { kind: "constant", value: 1 },
      { kind: "constant", value: 2 },
      ["f: value changed: 1 -> 2"],
    ],
    [
      "a constant of another type",
      { kind: "constant", value: 1 },
      { kind: "constant", value: "1" },
      ['f: value changed: 1 -> "1" !'],
    ],
    [
      "an object",
      { kind: "object", type: "lib:A" },
      { kind: "object", type: "lib:B" },
      ["f: type changed: lib.A -> lib.B !"],
    ],
    [
      "a base",
      classOf([], { bases: ["lib:A", "lib._b:C"] }),
      classOf([], { bases: ["lib:B"] }),
      ["f: base class lib.A removed !", "f: base class lib.B added"],
    ],
    ["a constructor", classOf([], {}, "a"), classOf([]), ['f: parameter "a" removed !']],
    ["a member added", classOf([]), classOf([method("m")]), ["f.m: member added"]],
    ["a member removed", classOf([method("m")]), classOf([]), ["f.m: member removed !"]],
    [
      "a method",
      classOf([method("m", "a")]),
      classOf([method("m", "a, b")]),
      ['f.m: parameter "b" added: b !'],
    ],
    [
      "a method made a property",
      classOf([method("m")]),
      classOf([{ name: "m", kind: "property" }]),
      ["f.m: kind changed: method -> property !"],
    ],
    [
      "a property made an attribute",
      classOf([{ name: "m", kind: "property" }]),
      classOf([{ name: "m", kind: "attribute" }]),
      [],
    ],
    [
      "a special method",
      classOf([], { special: [method("__len__")] }),
      classOf([]),
      ["f.__len__: member removed !"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });

  it("added to the library are not a change", () => {
    expect(diffApi({}, { "lib:f": callable("") })).toEqual([]);
  });

  it("named like properties of Object.prototype can be removed", () => {
    expect(diffApi({ constructor: callable("") }, {})).toMatchObject([{ kind: "symbol-gone" }]);
  });
});
