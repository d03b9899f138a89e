import { describe, expect, it } from "vitest";
import { parsePrintedType } from "../../../src/stages/infer/parse-printed-type.ts";
import { namesIn, type PrintedType, resultsOf } from "../../../src/stages/infer/printed-type.ts";

/** A short form of a tree, for readable tables. */
function shown(type: PrintedType | undefined): string {
  switch (type?.kind) {
    case "name":
      return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(shown).join(" ")}>`;
    case "union":
      return `{${type.members.map(shown).join(" ")}}`;
    case "literal":
      return `literal:${type.classes.join(",")}`;
    case "function":
      return `()=>${shown(type.returns)}`;
    case "overload":
      return `overload<${type.functions.map(shown).join(" ")}>`;
    default:
      return type?.kind ?? "no type";
  }
}

describe("a printed type", () => {
  it.each([
    ["int", "int"],
    [
      "numpy.ndarray[tuple[Any, ...], numpy.dtype[numpy.float64]]",
      "numpy.ndarray<tuple<unknown ellipsis> numpy.dtype<numpy.float64>>",
    ],
    ["str | None", "{str none}"],
    ["list[int | str] | None", "{list<{int str}> none}"],
    ["Unknown", "unknown"],
    ["dict[str, Unknown]", "dict<str unknown>"],
    ["tuple[int, *tuple[str, ...]]", "tuple"],
    ["tuple[()]", "tuple"],
    ["float* | int*", "{float int}"],
    ["type[Shape]", "type<Shape>"],
    ["type[Self@Shape[int]]", "type<self>"],
    ["Self@Shape", "self"],
    ["_T@largest", "unknown"],
    ["list[_T@f | int]", "list<{unknown int}>"],
    ["Literal[1, -2, 'a]\\'b', b'x', True, Color.RED]", "literal:int,int,str,bytes,bool,enum"],
    ['Module("os.path")', "unknown"],
    ["<subclass of A and B> | None", "{unknown none}"],
    ["NoReturn", "never"],
    ["() -> None", "()=>none"],
    ["(a, b=1, *args, c: int = 2, **kwargs) -> (int | None)", "()=>{int none}"],
    ["(int, /, *, key: ((x: int) -> str) | None = None) -> str", "()=>str"],
    ["((x: int) -> str) | None", "{()=>str none}"],
    ["(...) -> Iterator[int]", "()=>Iterator<int>"],
    ["(**P@f) -> R@f", "()=>unknown"],
    [
      '(f=lambda x, *y: (x, [y]), s=\'a"b)\', t="""a\n"(""", u=f"{1}", v={ 1: 2, \'x\': [3] }) -> int',
      "()=>int",
    ],
    ["Overload[(a: int) -> str, (b: str = ...) -> (int | None)]", "overload<()=>str ()=>{int none}>"],
    ["CoroutineType[Any, Any, int]", "CoroutineType<unknown unknown int>"],
    ["Callable[[int, str], bool]", "Callable<unknown bool>"],
    ["größe.Maß", "größe.Maß"],
  ])("%s", (text, expected) => {
    expect(shown(parsePrintedType(text))).toBe(expected);
  });

  it.each([
    "",
    "int |",
    "list[",
    "list[int",
    "(a",
    "(a]",
    "f b",
    "1",
    "'x'",
    "a..b",
    "Literal[",
    "Literal[{}]",
    "() ->",
    "<",
    "]",
    "\u0000",
    `${"list[".repeat(5000)}int${"]".repeat(5000)}`,
  ])("is nothing when it is not whole: %j", (text) => {
    expect(parsePrintedType(text)).toBeUndefined();
  });
});

it("returns the results of a call, one for each signature, and none for a type that is not callable", () => {
  const resultsIn = (text: string): string[] => resultsOf(parsePrintedType(text)!).map(shown);
  expect(resultsIn("(a) -> int")).toEqual(["int"]);
  expect(resultsIn("Overload[(a) -> int, (b) -> str]")).toEqual(["int", "str"]);
  expect(resultsIn("_Wrapper[int]")).toEqual([]);
});

it("returns the names in a type, except those in parameters", () => {
  const type = parsePrintedType("(a: Other) -> (dict[str, list[Shape]] | Shape)")!;
  expect([...namesIn([type])]).toEqual(["dict", "str", "list", "Shape"]);
});
