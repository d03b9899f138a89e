import { describe, expect, test } from "vitest";
import { typescriptForm } from "../../../src/commands/lookup/typescript-form.ts";
import type { SignatureFacts } from "../../../src/facts/facts.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";

const text = { kind: "name", name: "builtins:str" } as const;
const order = { kind: "name", name: "shop.orders:Order" } as const;
const parameter = (name: string, required: boolean) =>
  ({ name, kind: "positional", required, type: text }) as const;

const signature: SignatureFacts = {
  parameters: [parameter("delete", true), parameter("where", false)],
  returns: { kind: "union", members: [order, text] },
  overloads: [
    {
      narrowed: [{ name: "where", required: true, type: { kind: "literal", values: ["all"] } }],
      returns: text,
    },
  ],
  tier: "stub",
};
const none: SignatureFacts = { parameters: [], tier: "signature" };
const isGenerated = (name: string): boolean => name === "shop.orders:Order";

describe("the TypeScript declaration", () => {
  test("equals the generated one", () => {
    const manifest = {
      format: 1,
      libraries: {},
      symbols: {
        "shop:find": { kind: "function", signature },
        "shop.orders:Order": { kind: "class", bases: [], constructor: none, members: [] },
      },
    } as const;
    const files = emit(buildModel(manifest, [])).map(({ content }) => content);
    const lines = typescriptForm({ name: "shop.find", kind: "function", signature }, isGenerated);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(files.join()).toContain(line);
    expect(lines.at(-1)).toMatch(/^find\(delete_: string \| PyReference, .*\): PyCall<Order \| string>$/);
  });

  test.each([
    ["class", "shop.Order", "Order.new(): PyCall<Order>"],
    ["classmethod", "shop.Order.length", "Order.length_(): PyCall<unknown>"],
    ["method", "shop.Order.then", "then_(): PyCall<unknown>"],
    ["function", "shop.new", "new_(): PyCall<unknown>"],
  ])("of a %s", (kind, name, line) => {
    expect(typescriptForm({ name, kind, signature: none }, isGenerated)).toEqual([line]);
  });

  test("of a class that is not generated is a reference", () => {
    const other = { ...none, returns: { kind: "name", name: "other:Thing" } } as const;
    const [line] = typescriptForm({ name: "shop.find", kind: "function", signature: other }, isGenerated);
    expect(line).toBe("find(): PyCall<PyObject>");
  });

  test("is empty for a name that cannot be called", () => {
    expect(typescriptForm({ name: "shop", kind: "module" }, isGenerated)).toEqual([]);
  });
});
