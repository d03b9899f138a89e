import type { FieldFacts, TypeFacts } from "../facts.ts";
import { canonicalJson } from "./canonical-json.ts";

const unknown: TypeFacts = { kind: "unknown" };

interface Typed {
  readonly type?: TypeFacts;
  readonly inferred?: TypeFacts;
  readonly overridden?: TypeFacts;
  readonly documented?: TypeFacts;
}

/** Returns the best known type: declared, inferred, documented, or inherited from a base. */
export function knownType({ type, inferred, documented, overridden }: Typed): TypeFacts {
  return type ?? inferred ?? documented ?? overridden ?? unknown;
}

/** Whether every value of `narrow` is also a value of `wide`, judged by how both types are written. */
export function accepts(wide: TypeFacts, narrow: TypeFacts): boolean {
  const keys = new Set(alternatives(wide).map(canonicalJson));
  return keys.has(canonicalJson(unknown)) || alternatives(narrow).every((each) => isAmong(each, keys));
}

export function isSameType(a: TypeFacts, b: TypeFacts): boolean {
  return accepts(a, b) && accepts(b, a);
}

/** Prints a type in Python syntax; an unknown type is `?`. */
export function typeText(type: TypeFacts): string {
  switch (type.kind) {
    case "name": {
      const name = type.name.replace(/^builtins:/, "").replace(":", ".");
      return type.args ? `${name}[${type.args.map(typeText).join(", ")}]` : name;
    }
    case "union":
      return type.members.map(typeText).join(" | ");
    case "literal":
      return `Literal[${type.values.map(literalText).join(", ")}]`;
    case "callable":
      return callableText(type);
    case "variable":
      return type.name;
    case "record":
      return `{${type.fields.map(fieldText).join(", ")}}`;
    case "unknown":
      return "?";
  }
}

function callableText({ parameters, open, returns }: TypeFacts & { readonly kind: "callable" }): string {
  if (!parameters && !returns) return "Callable";
  const parameterList = parameters
    ? `[${[...parameters.map(typeText), ...(open ? ["..."] : [])].join(", ")}]`
    : "...";
  return `Callable[${parameterList}, ${returns ? typeText(returns) : "?"}]`;
}

function fieldText({ name, required, type }: FieldFacts): string {
  return `${name}${required ? "" : "?"}: ${type ? typeText(type) : "?"}`;
}

function literalText(value: string | number | boolean | null): string {
  if (value === null) return "None";
  return typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value);
}

/** Splits a union into its members and a literal into its values. */
function alternatives(type: TypeFacts): readonly TypeFacts[] {
  if (type.kind === "union") return type.members.flatMap(alternatives);
  return type.kind === "literal"
    ? type.values.map((value) => ({ kind: "literal", values: [value] }))
    : [type];
}

function isAmong(type: TypeFacts, keys: ReadonlySet<string>): boolean {
  if (keys.has(canonicalJson(type))) return true;
  const [value] = type.kind === "literal" ? type.values : [];
  const classes =
    { string: ["str"], boolean: ["bool"], number: ["int", "float"] }[typeof value as string] ?? [];
  return classes.some((name) => keys.has(canonicalJson({ kind: "name", name: `builtins:${name}` })));
}
