import { describe, expect, it } from "vitest";
import type { TypeContext } from "../../../../src/stages/model/providers/provider.ts";
import { keyword, neverType, reference, runtime } from "../../../../src/stages/model/ts-type.ts";
import {
  acceptsMore,
  exactType,
  narrowType,
  wideType,
} from "../../../../src/stages/model/type-table/translate.ts";
import { anyOf, named, noClasses } from "../support/facts.ts";

const frames: TypeContext = {
  classKey: (name) => (name === "pandas.core.frame:DataFrame" ? "pandas:DataFrame" : undefined),
};
const frame = named("pandas.core.frame:DataFrame");
const string = keyword("string");

describe("an input", () => {
  it("is a value or a reference to one", () => {
    expect(wideType(named("str"), noClasses)).toMatchObject({ members: [string, reference] });
  });

  it("of a generated class is an object of it", () => {
    expect(wideType(frame, frames)).toMatchObject({
      members: [{ kind: "class", key: "pandas:DataFrame" }, reference],
    });
  });

  it("of a class that is not generated is a reference", () => {
    expect(wideType(frame, noClasses)).toEqual(reference);
  });

  it("is unknown if a part of a union is", () => {
    expect(wideType(anyOf(named("str"), { kind: "unknown" }), noClasses)).toBeUndefined();
  });
});

describe("a result", () => {
  it("is a value, an object of a generated class, or an object in Python", () => {
    expect(narrowType(named("str"), noClasses)).toEqual(string);
    expect(narrowType(frame, frames)).toEqual({ kind: "class", key: "pandas:DataFrame" });
    expect(narrowType(frame, noClasses)).toEqual(runtime("PyObject"));
  });

  it("of a protocol is unknown: any class may satisfy it", () => {
    expect(narrowType(named("typing:Unheard"), noClasses)).toBeUndefined();
  });

  it("of Self is the class itself", () => {
    const self = { classKey: () => undefined, self: { key: "m:Node", name: "m:Node" } };
    expect(narrowType(named("typing:Self"), self)).toEqual({ kind: "class", key: "m:Node" });
  });

  it("has the items of its containers", () => {
    expect(narrowType(named("list", named("str")), noClasses)).toEqual({
      kind: "array",
      element: string,
      readonly: false,
    });
  });
});

describe("what distinguishes an overload", () => {
  it("is a type without references, and nothing for a class that stays in Python", () => {
    expect(exactType(named("str"), noClasses)).toEqual(string);
    expect(exactType(frame, frames)).toBe(neverType);
  });

  it("leaves out the members of a union that it cannot tell", () => {
    expect(exactType(anyOf(named("str"), { kind: "unknown" }), noClasses)).toEqual(string);
  });

  it.each([
    [named("str"), false],
    [{ kind: "literal", values: ["a"] } as const, false],
    [named("collections.abc:Iterable"), true],
    [anyOf(named("str"), named("collections.abc:Iterable")), true],
    [{ kind: "unknown" } as const, true],
  ])("%j accepts more than that: %s", (facts, expected) => expect(acceptsMore(facts)).toBe(expected));
});

describe("a callback", () => {
  it("gets results and returns inputs, or a promise where Python awaits it", () => {
    const returns = named("collections.abc:Awaitable", named("str"));
    const type = wideType({ kind: "callable", parameters: [named("str")], returns }, noClasses);
    expect(type).toMatchObject({
      name: "PyCallback",
      args: [{ kind: "tuple", elements: [string] }, { members: [string, reference] }],
    });
  });
});
