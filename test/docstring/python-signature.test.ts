import { expect, test } from "vitest";
import { pythonSignature } from "../../src/docstring/python-signature.ts";
import type { SignatureFacts } from "../../src/facts/facts.ts";

const int = { kind: "name", name: "builtins:int" } as const;
const signature: SignatureFacts = {
  tier: "stub",
  parameters: [
    { name: "a", kind: "positional-only", required: true, type: int },
    {
      name: "b",
      kind: "positional",
      required: false,
      default: "None",
      type: { kind: "union", members: [int, { kind: "name", name: "builtins:NoneType" }] },
    },
    {
      name: "c",
      kind: "keyword-only",
      required: false,
      documented: { kind: "literal", values: ["it's", 1, true] },
    },
    {
      name: "d",
      kind: "keyword-only",
      required: false,
      type: {
        kind: "union",
        members: [
          { kind: "literal", values: [true] },
          { kind: "literal", values: [false] },
        ],
      },
    },
    { name: "e", kind: "keyword-only", required: true, type: { kind: "unknown" } },
    {
      name: "f",
      kind: "keyword-only",
      required: true,
      type: { kind: "callable", parameters: [int], returns: { kind: "variable", name: "T" } },
    },
    { name: "kwargs", kind: "var-keyword", required: false },
  ],
  returns: {
    kind: "name",
    name: "builtins:dict",
    args: [{ kind: "name", name: "pandas:DataFrame" }, { kind: "unknown" }],
  },
}; // prettier-ignore

test("prints Python syntax", () => {
  expect(pythonSignature(signature, { types: false })).toBe("(a, /, b=None, *, c=…, d=…, e, f, **kwargs)");
  expect(pythonSignature(signature, { types: true })).toBe(
    "(a: int, /, b: int | None = None, *, c: Literal['it\\'s', 1, True] = …, d: bool = …, e, f: Callable[[int], T], **kwargs) -> dict[pandas.DataFrame, Any]",
  );
  expect(pythonSignature({ tier: "opaque", parameters: [] }, { types: true })).toBe("()");
});
