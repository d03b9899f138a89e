import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { entryLine, modulesLine, namesLine } from "../../src/commands/lookup/entry.ts";
import { resultLine, typeLine } from "../../src/facts/facts-schema.ts";
import { testPython } from "../support/test-python.ts";
import { type Document, type Schema, schemaDifferences } from "./schema-differences.ts";

const script = join(import.meta.dirname, "../../python/tests/introspect/facts_schema.py");

let python: Record<string, Schema>;
beforeAll(async () => {
  const { stdout } = await execa(testPython, [script]);
  python = JSON.parse(stdout);
});

/** What a line of the introspector has as its answer, without the name that TypeScript adds for the manifest. */
function answerOf(line: z.ZodType): Document {
  const { $defs = {}, properties } = JSON.parse(JSON.stringify(z.toJSONSchema(line)), (key, value) =>
    key === "tsName" ? undefined : value,
  );
  return { schema: properties.answer, definitions: $defs };
}

/** The union of types in `facts.py`. */
function answerInPython(names: readonly string[], definitions: Record<string, Schema> = python): Document {
  return { schema: { anyOf: names.map((name) => ({ $ref: `#/$defs/${name}` })) }, definitions };
}

describe("facts.py has the fields and literals of the schema", () => {
  test.each([
    ["symbols", resultLine, ["Answer"]],
    ["types", typeLine, ["TypeFacts"]],
    ["entries", entryLine, ["EntryAnswer", "MissingAnswer", "FailedAnswer"]],
    ["names", namesLine, ["NamesAnswer", "MissingAnswer", "FailedAnswer"]],
    ["modules", modulesLine, ["ModulesAnswer", "MissingAnswer", "FailedAnswer"]],
  ] as const)("for %s", (_, line, names) => {
    expect(schemaDifferences(answerOf(line), answerInPython(names))).toEqual([]);
  });
});

describe("a difference is found", () => {
  test.each([
    [
      "a missing field",
      "ParameterFacts",
      ({ properties: { default: _, ...rest } }: Full) => ({ properties: rest }),
      ".parameters[].default: only on the left",
    ],
    [
      "a further field",
      "FieldFacts",
      ({ properties }: Full) => ({ properties: { ...properties, doc: { type: "string" } } }),
      ".doc: only on the right",
    ],
    [
      "a field that may be missing",
      "SignatureFacts",
      () => ({ required: ["parameters"] }),
      ".tier: required on one side only",
    ],
    [
      "another type",
      "UnionType",
      ({ properties }: Full) => ({ properties: { ...properties, members: { type: "string" } } }),
      ".members: array only on the left",
    ],
    [
      "a missing literal",
      "Tier",
      () => ({ enum: ["stub", "declaration"] }),
      '.tier: "opaque" only on the left',
    ],
    [
      "a further literal",
      "FailureReason",
      ({ enum: values }: Full) => ({ enum: [...values, "crashed"] }),
      '.reason: "crashed" only on the right',
    ],
    [
      "a missing kind",
      "SymbolFacts",
      () => ({ anyOf: [{ $ref: "#/$defs/ClassFacts" }] }),
      '.facts: kind "module" only on the left',
    ],
  ] as const)("%s", (_, name, change, difference) => {
    const changed = { ...python, [name]: { ...python[name], ...change(python[name] as Full) } };
    const differences = schemaDifferences(answerOf(resultLine), answerInPython(["Answer"], changed));
    expect(differences).toContainEqual(expect.stringContaining(difference));
  });
});

type Full = Required<Pick<Schema, "properties" | "enum">>;
