import type { ParameterFacts, SignatureFacts, TypeFacts } from "../facts/facts.ts";

interface SignatureOptions {
  /** Whether to print known types. */
  readonly types: boolean;
}

/** Prints a signature in Python syntax: `(a, axis: int | None = None, *, where=…) -> float`. */
export function pythonSignature(signature: SignatureFacts, { types }: SignatureOptions): string {
  const parts: string[] = [];
  const { parameters } = signature;
  parameters.forEach((parameter, index) => {
    const before = parameters[index - 1]?.kind;
    if (before === "positional-only" && parameter.kind !== "positional-only") parts.push("/");
    if (parameter.kind === "keyword-only" && before !== "keyword-only" && before !== "var-positional")
      parts.push("*");
    parts.push(parameterText(parameter, types));
  });
  if (parameters.at(-1)?.kind === "positional-only") parts.push("/");
  const returns = types
    ? pythonType(signature.returns ?? signature.inferred ?? signature.documented ?? signature.overridden)
    : undefined;
  return `(${parts.join(", ")})${returns === undefined ? "" : ` -> ${returns}`}`;
}

function parameterText(
  { name, kind, required, default: text, type, documented }: ParameterFacts,
  types: boolean,
): string {
  const annotation = types ? pythonType(type ?? documented) : undefined;
  const typed = annotation === undefined ? "" : `: ${annotation}`;
  if (kind === "var-positional") return `*${name}${typed}`;
  if (kind === "var-keyword") return `**${name}${typed}`;
  if (required) return `${name}${typed}`;
  return annotation === undefined ? `${name}=${text ?? "…"}` : `${name}${typed} = ${text ?? "…"}`;
}

/** Prints a type in Python syntax. Returns `undefined` for a type without information. */
export function pythonType(facts: TypeFacts | undefined): string | undefined {
  switch (facts?.kind) {
    case "name": {
      const args = (facts.args ?? []).map((arg) => pythonType(arg) ?? "Any");
      return `${typeName(facts.name)}${args.length === 0 ? "" : `[${args.join(", ")}]`}`;
    }
    case "union": {
      const values = facts.members.flatMap((each) => (each.kind === "literal" ? each.values : []));
      const others = facts.members.filter(({ kind }) => kind !== "literal").map(pythonType);
      if (others.includes(undefined)) return undefined;
      return [...others, ...(values.length === 0 ? [] : [literalType(values)])].join(" | ");
    }
    case "literal":
      return literalType(facts.values);
    case "callable":
      return callableType(facts);
    case "variable":
      return facts.name;
    case "record":
      return "dict";
    default:
      return undefined;
  }
}

function callableType({ parameters, open, returns }: TypeFacts & { readonly kind: "callable" }): string {
  if (parameters === undefined && returns === undefined) return "Callable";
  const parameterList =
    parameters && !open ? `[${parameters.map((each) => pythonType(each) ?? "Any").join(", ")}]` : "...";
  return `Callable[${parameterList}, ${pythonType(returns) ?? "Any"}]`;
}

function typeName(name: string): string {
  if (name === "builtins:NoneType") return "None";
  if (name === "builtins:ellipsis") return "...";
  const [module, qualname] = name.split(":");
  if (qualname === undefined) return name;
  return module === "builtins" || module === "typing" || module === "collections.abc"
    ? qualname
    : `${module}.${qualname}`;
}

function literalType(values: readonly (string | number | boolean | null)[]): string {
  const isBoolean = values.length === 2 && values.includes(true) && values.includes(false);
  return isBoolean ? "bool" : `Literal[${values.map(literalText).join(", ")}]`;
}

function literalText(value: string | number | boolean | null): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? `'${value.replace(/[\\']/g, "\\$&")}'` : String(value);
}
