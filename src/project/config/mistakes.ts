import type * as z from "zod";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { configJsonSchema } from "./json-schema.ts";
import type { CheckFailure } from "./schema.ts";

export type ConfigPath = readonly (string | number)[];

/** One mistake in a configuration. */
export interface ConfigMistake {
  readonly path: ConfigPath;
  /** Whether the last name in the path is wrong, not its value. */
  readonly atKey: boolean;
  /** The expected value, the value found, and a suggestion. */
  readonly text: string;
}

type Issue = z.core.$ZodIssue;

/** Describes zod's issues with `input`, one mistake for each place. */
export function mistakesOf(issues: readonly Issue[], input: unknown): ConfigMistake[] {
  return issues.flatMap((issue) => mistakesOfIssue(issue, [], input));
}

/** Prints a path: `libraries.numpy.version`, `include[0]`, `libraries["scikit-learn"]`. */
export function printPath(path: ConfigPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

function mistakesOfIssue(issue: Issue, base: ConfigPath, input: unknown): ConfigMistake[] {
  const path = [...base, ...(issue.path as ConfigPath)];
  const value = valueAt(input, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key]));
    case "invalid_key": {
      const key = String(path.at(-1));
      const failure = customFailure(issue.issues[0]) ?? { expected: "another name" };
      return [{ path, atKey: true, text: describe(failure, key) }];
    }
    case "invalid_union":
      return mistakesOfUnion(issue, path, input);
    case "custom":
      return [valueMistake(path, customFailure(issue) ?? { expected: "another value" }, value)];
    case "invalid_value": {
      const values = issue.values.map((each) => JSON.stringify(each));
      const near = typeof value === "string" ? suggest(value, issue.values.map(String), 1)[0] : undefined;
      const expected = values.length === 1 ? `${values[0]}` : `one of ${values.join(", ")}`;
      return [valueMistake(path, { expected, ...(near ? { suggestion: near } : {}) }, value)];
    }
    case "invalid_type":
      return [valueMistake(path, { expected: typeName(issue.expected) }, value)];
    case "too_small":
      return [valueMistake(path, { expected: `a number of at least ${issue.minimum}` }, value)];
    case "too_big":
      return [valueMistake(path, { expected: `a number of at most ${issue.maximum}` }, value)];
    default:
      return [valueMistake(path, { expected: "another value" }, value)];
  }
}

/** For a value with several valid forms, returns only the mistakes of the form that the user chose. */
function mistakesOfUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: ConfigPath,
  input: unknown,
): ConfigMistake[] {
  const chosen = issue.errors.find((branch) => !branch.some(isWrongForm));
  if (chosen) return chosen.flatMap((inner) => mistakesOfIssue(inner, path, input));
  const isLibrary = path[0] === "libraries" && path.length === 2;
  const expected = isLibrary ? "a version range, true, or an object" : "an array or an object";
  return [valueMistake(path, { expected }, valueAt(input, path))];
}

function isWrongForm(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}

function customFailure(issue: Issue | undefined): CheckFailure | undefined {
  return issue?.code === "custom" ? (issue.params as CheckFailure | undefined) : undefined;
}

function unknownKey(path: ConfigPath): ConfigMistake {
  const known = keysAt(path.slice(0, -1)).filter((key) => key !== "$schema");
  const near = suggest(String(path.at(-1)), known);
  const hint = near.length > 0 ? didYouMean(near) : ` Valid keys are ${known.join(", ")}.`;
  return { path, atKey: true, text: `unknown key.${hint}` };
}

function valueMistake(path: ConfigPath, failure: CheckFailure, value: unknown): ConfigMistake {
  return { path, atKey: false, text: describe(failure, value) };
}

function describe({ expected, because, suggestion }: CheckFailure, value: unknown): string {
  const reason = because ? ` (${because})` : "";
  const hint = suggestion === undefined ? "" : didYouMean([suggestion]);
  return `expected ${expected}, found ${describeValue(value)}${reason}.${hint}`;
}

function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "bigint" ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function typeName(expected: string): string {
  if (expected === "record") return "an object";
  if (expected === "int") return "a whole number";
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function valueAt(input: unknown, path: ConfigPath): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  readonly anyOf?: readonly SchemaNode[];
}

/** Returns the keys that the schema allows in the object at `path`. */
function keysAt(path: ConfigPath): string[] {
  let nodes: readonly SchemaNode[] = [configJsonSchema()];
  for (const part of path) {
    nodes = nodes.flatMap((node) => {
      const next = node.properties?.[part] ?? (node.additionalProperties || undefined);
      return next ? [next, ...(next.anyOf ?? [])] : [];
    });
  }
  return nodes.flatMap((node) => Object.keys(node.properties ?? {}));
}
