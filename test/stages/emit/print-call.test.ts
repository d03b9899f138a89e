import { describe, expect, it } from "vitest";
import { type Code, printTypeScript } from "../../../src/stages/emit/code.ts";
import { FileScope } from "../../../src/stages/emit/file-scope.ts";
import { printCall } from "../../../src/stages/emit/print-call.ts";
import type { CallModel, KeywordModel, PositionalModel, Typed } from "../../../src/stages/model/model.ts";
import { anyInput, keyword, type TsType } from "../../../src/stages/model/ts-type.ts";

const typed = (type: TsType): Typed => ({ type, source: "signature" });
const string = typed(keyword("string"));
const number = typed(keyword("number"));
const input = typed(anyInput);

const positional = (tsName: string, type: Typed, optional = false): PositionalModel => ({
  tsName,
  type,
  optional,
  keyword: tsName,
});
const named = (name: string, type: Typed, optional = true): KeywordModel => ({ name, type, optional });

function call(parts: Partial<CallModel>): CallModel {
  return {
    positional: [],
    rest: undefined,
    restKeywords: undefined,
    keywords: undefined,
    returns: number,
    overloads: [],
    pythonSignature: "()",
    tier: "signature",
    ...parts,
  };
}

function print(model: CallModel, referable: readonly string[] = []) {
  const scope = new FileScope("library", referable);
  const context = {
    scope,
    places: new Map(),
    path: "library",
    referable: new Set(referable),
    localClasses: new Map<string, Code>(),
  };
  const printed = printCall(model, "f", context, 0);
  return {
    parameters: printTypeScript(printed.parameters),
    implementation: printTypeScript(printed.implementation),
    args: printTypeScript(printed.args),
    kwargs: printed.kwargs && printTypeScript(printed.kwargs),
    overloads: printed.overloads.map(
      ({ parameters, returns }) => `${printTypeScript(parameters)}: ${printTypeScript(returns)}`,
    ),
  };
}

describe("positional parameters", () => {
  it("are declared and passed in their order", () => {
    const printed = print(call({ positional: [positional("a", string), positional("b", number, true)] }));
    expect(printed).toMatchObject({
      parameters: "(a: string, b?: number)",
      args: "[a, b]",
      kwargs: undefined,
    });
  });

  it("never share a name with something that the body uses", () => {
    const printed = print(call({ positional: [positional("pyCall", string)] }), ["pyCall"]);
    expect(printed).toMatchObject({ parameters: "(pyCall_: string)", args: "[pyCall_]" });
  });

  it("are required before a keyword that is required", () => {
    const keywords = { placed: [], entries: [named("mode", string, false)], open: undefined };
    const { parameters } = print(call({ positional: [positional("a", number, true)], keywords }));
    expect(parameters).toBe("(a: number | undefined, kwargs: PyKeywords<{ mode: string }>)");
  });
});

describe("keywords", () => {
  it("are one trailing object, optional if each of them is", () => {
    const keywords = { placed: [], entries: [named("axis", number)], open: undefined };
    const printed = print(call({ positional: [positional("a", string)], keywords }));
    expect(printed).toMatchObject({
      parameters: "(a: string, kwargs?: PyKeywords<{ axis?: number | undefined }>)",
      args: "[a]",
      kwargs: "kwargs",
    });
  });

  it("get another name where a parameter has theirs", () => {
    const keywords = { placed: [], entries: [named("axis", number)], open: undefined };
    expect(print(call({ positional: [positional("kwargs", string)], keywords })).kwargs).toBe("kwargs_");
  });

  it("include any other name of **kwargs", () => {
    const keywords = { placed: [], entries: [], open: input };
    expect(print(call({ keywords })).parameters).toBe(
      "(kwargs?: PyKeywords<{ [keyword: string]: PyInput }>)",
    );
  });

  it("that can be given by position follow in any number, and are sorted out at the call", () => {
    const placed = [{ tsName: "axis", name: "axis" }];
    const keywords = { placed, entries: [named("axis", number)], open: undefined };
    const printed = print(call({ positional: [positional("a", string)], keywords }));
    expect(printed.parameters).toBe(
      '(a: string, ...rest: PyRest<[axis?: "axis"], { axis?: number | undefined }>)',
    );
    expect(printed.args).toBe('pyArguments([a], rest, "axis")');
    expect(printed.kwargs).toBeUndefined();
  });
});

describe("further arguments", () => {
  it("are spread behind the others", () => {
    const printed = print(call({ positional: [positional("a", number)], rest: string }));
    expect(printed).toMatchObject({ parameters: "(a: number, ...args: string[])", args: "[a, ...args]" });
  });

  it("are passed as they are when there is nothing else", () => {
    expect(print(call({ rest: string })).args).toBe("args");
  });
});

describe("overloads", () => {
  const overloads = [{ positional: [positional("a", string)], keywords: [], returns: string }];
  const printed = print(call({ positional: [positional("a", input)], overloads }));

  it("have their own types and results", () => {
    expect(printed.overloads).toEqual([expect.stringMatching(/^\(a: string\): .*string/)]);
  });

  it("have an implementation that takes what each of them takes", () => {
    expect(printed.implementation).toBe("(a: PyInput)");
  });
});
