/** TypeScript types as data; the emitter prints them, and decides what to import. */
export type TsType =
  | { readonly kind: "keyword"; readonly name: Keyword }
  /** Exported by `snakebridge/codegen-v1`. */
  | { readonly kind: "runtime"; readonly name: RuntimeType }
  /** A global of JavaScript. */
  | { readonly kind: "global"; readonly name: GlobalType; readonly args: readonly TsType[] }
  /** A generated class, by its key in the manifest. */
  | { readonly kind: "class"; readonly key: string }
  | { readonly kind: "array"; readonly element: TsType; readonly readonly: boolean }
  | { readonly kind: "tuple"; readonly elements: readonly TsType[]; readonly readonly: boolean }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "union"; readonly members: readonly TsType[] };

export type Keyword = "bigint" | "boolean" | "null" | "number" | "string" | "undefined" | "unknown";
export type RuntimeType = "NDArray" | "NumpyScalar" | "PyInput" | "PyObject" | "PyReference";
export type GlobalType = "Map" | "Readonly" | "ReadonlyMap" | "ReadonlySet" | "Record" | "Set" | "Uint8Array";

export function keyword(name: Keyword): TsType {
  return { kind: "keyword", name };
}

export function runtime(name: RuntimeType): TsType {
  return { kind: "runtime", name };
}

export function global(name: GlobalType, ...args: readonly TsType[]): TsType {
  return { kind: "global", name, args };
}

export const unknownType: TsType = keyword("unknown");
export const anyInput: TsType = runtime("PyInput");

/** A union without repeats or nesting; `unknown` and `PyInput` swallow the others. */
export function union(members: readonly TsType[]): TsType {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  const swallowing =
    flat.find((each) => sameType(each, unknownType)) ?? flat.find((each) => sameType(each, anyInput));
  if (swallowing) return swallowing;
  const distinct = withoutLiterals(flat).filter(
    (each, index, all) => all.findIndex((other) => sameType(each, other)) === index,
  );
  return distinct.length === 1 ? distinct[0]! : { kind: "union", members: distinct };
}

/** Both booleans are `boolean`, and next to all texts or numbers, one of them says nothing. */
function withoutLiterals(members: readonly TsType[]): readonly TsType[] {
  const booleans = new Set(members.flatMap((each) => (isLiteral(each, "boolean") ? [each.value] : [])));
  const widened =
    booleans.size === 2
      ? members.map((each) => (isLiteral(each, "boolean") ? keyword("boolean") : each))
      : members;
  const all = new Set(widened.flatMap((each) => (each.kind === "keyword" ? [each.name as string] : [])));
  return widened.filter((each) => each.kind !== "literal" || !all.has(typeof each.value));
}

function isLiteral(type: TsType, of: "boolean"): type is TsType & { readonly kind: "literal" } {
  return type.kind === "literal" && typeof type.value === of;
}

export function sameType(left: TsType, right: TsType): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
