import { describe, expect, it } from "vitest";
import { buildCall } from "../../../src/stages/model/build-call.ts";
import { keyword } from "../../../src/stages/model/ts-type.ts";
import { integer } from "../../../src/stages/model/type-table/builtins.ts";
import { anyOf, named, noClasses, parameter, signature } from "./support/facts.ts";

const call = (...parameters: Parameters<typeof signature>) => buildCall(signature(...parameters), noClasses);
const names = (models: readonly { readonly tsName: string }[]) => models.map(({ tsName }) => tsName);

describe("a parameter is", () => {
  it("positional if it is required, and a keyword if it is optional", () => {
    const { positional, keywords } = call([parameter("a"), parameter("axis", { default: "0" })]);
    expect(positional).toMatchObject([{ tsName: "a", optional: false, keyword: "a" }]);
    expect(keywords?.entries).toMatchObject([{ name: "axis", optional: true }]);
    expect(keywords?.placed).toEqual([{ tsName: "axis", name: "axis" }]);
  });

  it("positional although optional, if it is the data or cannot be a keyword", () => {
    expect(names(call([parameter("data", { default: "None" })]).positional)).toEqual(["data"]);
    const only = call([parameter("x", { kind: "positional-only", default: "0" })]);
    expect(only.positional).toMatchObject([{ tsName: "x", optional: true, keyword: undefined }]);
  });

  it("a required keyword if it is keyword-only without a default", () => {
    const { keywords } = call([parameter("key", { kind: "keyword-only" })]);
    expect(keywords).toMatchObject({ placed: [], entries: [{ name: "key", optional: false }] });
  });

  it("named so that TypeScript accepts it, and no two are equal", () => {
    expect(names(call([parameter("class"), parameter("class_")]).positional)).toEqual(["class_", "class__"]);
  });
});

describe("*args", () => {
  it("take the optional parameters before them, and their types", () => {
    const model = call([
      parameter("first", { type: named("str") }),
      parameter("second", { default: "''", type: named("str") }),
      parameter("args", { kind: "var-positional", required: false, type: named("bytes") }),
      parameter("sep", { kind: "keyword-only", default: "' '" }),
    ]);
    expect(names(model.positional)).toEqual(["first"]);
    expect(model.rest?.type).toMatchObject({
      kind: "union",
      members: expect.arrayContaining([keyword("string")]),
    });
    expect(model.keywords).toBeUndefined();
    expect(model.restKeywords?.entries.map(({ name }) => name)).toEqual(["second", "sep"]);
  });
});

describe("**kwargs", () => {
  const options = (type: Parameters<typeof parameter>[1]) =>
    parameter("options", { kind: "var-keyword", required: false, ...type });

  it("allow any other keyword", () => {
    expect(call([options({})]).keywords).toMatchObject({ entries: [], open: { source: undefined } });
  });

  it("of a record are its keys, and no others", () => {
    const fields = [{ name: "size", required: false, type: named("int") }];
    const { keywords } = call([options({ type: named("typing:Unpack", { kind: "record", fields }) })]);
    expect(keywords).toMatchObject({ entries: [{ name: "size", optional: true }], open: undefined });
  });
});

it("accepts None where None is the default, whatever is declared", () => {
  const { keywords } = call([parameter("key", { default: "None", type: named("str") })]);
  expect(keywords?.entries[0]?.type.type).toMatchObject({
    members: expect.arrayContaining([keyword("null"), keyword("string")]),
  });
});

describe("overloads", () => {
  const text = { narrowed: [{ name: "x", required: true, type: named("str") }], returns: named("str") };
  const whole = { narrowed: [{ name: "x", required: true, type: named("int") }], returns: named("int") };
  const x = parameter("x", { type: anyOf(named("str"), named("int")) });

  it("have the types that distinguish them", () => {
    const { overloads } = call([x], { returns: named("object"), overloads: [text, whole] });
    expect(overloads.map(({ positional, returns }) => [positional[0]?.type.type, returns.type])).toEqual([
      [keyword("string"), keyword("string")],
      [integer, integer],
    ]);
  });

  it("end at the first whose match is uncertain", () => {
    const protocol = { narrowed: [{ name: "x", required: true, type: named("typing:Iterable") }] };
    const { overloads } = call([x], { overloads: [text, protocol, whole] });
    expect(overloads).toHaveLength(1);
  });

  it("add their results to the call's own", () => {
    const { returns } = call([x], { returns: named("bytes"), overloads: [text] });
    expect(returns.type).toMatchObject({ members: expect.arrayContaining([keyword("string")]) });
  });
});

it("takes a result from the best source: declared, inferred, documented, inherited", () => {
  const sources = { overridden: named("int"), documented: named("bytes"), inferred: named("str") };
  const source = (facts: object) => call([], facts).returns.source;
  expect(source({ ...sources, returns: named("bool") })).toBe("annotations");
  expect(source(sources)).toBe("inferred");
  expect(source({ overridden: sources.overridden, documented: sources.documented })).toBe("docstring");
  expect(source({ overridden: sources.overridden })).toBe("inherited");
  expect(source({})).toBeUndefined();
});

it("has an unknown result if no source knows the type", () => {
  expect(call([], { returns: { kind: "unknown" } }).returns).toEqual({
    type: keyword("unknown"),
    source: undefined,
  });
});
