/** TypeScript types as data; the emitter prints them, and decides what to import. */
export type TsType =
  | { readonly kind: "keyword"; readonly name: Keyword }
  /** Exported by `snakebridge/codegen-v1`. */
  | { readonly kind: "runtime"; readonly name: RuntimeType; readonly args: readonly TsType[] }
  /** A global of JavaScript. */
  | { readonly kind: "global"; readonly name: GlobalType; readonly args: readonly TsType[] }
  /** A generated class, by its key in the manifest. */
  | {
      readonly kind: "class";
      readonly key: string;
      /** As what its instances arrive, if they are values: a call that was not awaited has the members of the class all the same. */
      readonly value?: TsType;
    }
  /** A type parameter of the declaration that it stands in. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "array"; readonly element: TsType; readonly readonly: boolean }
  | {
      readonly kind: "tuple";
      readonly elements: readonly TsType[];
      readonly readonly: boolean;
      /** Of all further elements. */
      readonly rest?: TsType;
    }
  | { readonly kind: "object"; readonly properties: readonly PropertyType[] }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "union"; readonly members: readonly TsType[] };

export interface PropertyType {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
}

export type Keyword =
  | "bigint"
  | "boolean"
  | "never"
  | "null"
  | "number"
  | "string"
  | "symbol"
  | "undefined"
  | "unknown";

export type RuntimeType =
  | "NDArray"
  | "NumpyScalar"
  | "PyArrayLike"
  | "PyArrayOf"
  | "PyByteArray"
  | "PyBytesLike"
  | "PyCallback"
  | "PyComplex"
  | "PyDTypeLike"
  | "PyDate"
  | "PyDateLike"
  | "PyDateTime"
  | "PyDateTimeLike"
  | "PyDecimal"
  | "PyFloat"
  | "PyFraction"
  | "PyFrozenSet"
  | "PyIndex"
  | "PyInput"
  | "PyIterable"
  | "PyItems"
  | "PyMapping"
  | "PyNumber"
  | "PyNumeric"
  | "PyObject"
  | "PyPath"
  | "PyPathLike"
  | "PyRange"
  | "PyReference"
  | "PyReturned"
  | "PySequence"
  | "PySet"
  | "PySlice"
  | "PyTime"
  | "PyTimeDelta"
  | "PyTimeDeltaLike"
  | "PyTimeLike"
  | "PyType"
  | "PyUuid"
  | "TypedArray";

export type GlobalType =
  | "AsyncIterable"
  | "Iterable"
  | "Map"
  | "Readonly"
  | "ReadonlyMap"
  | "ReadonlySet"
  | "Record"
  | "Set"
  | "Uint8Array";

export function keyword(name: Keyword): TsType {
  return { kind: "keyword", name };
}

export function runtime(name: RuntimeType, ...args: readonly TsType[]): TsType {
  return { kind: "runtime", name, args };
}

export function global(name: GlobalType, ...args: readonly TsType[]): TsType {
  return { kind: "global", name, args };
}

export function tuple(elements: readonly TsType[], rest?: TsType): TsType {
  return { kind: "tuple", elements, readonly: false, ...(rest ? { rest } : {}) };
}

export function array(element: TsType, readonly: boolean): TsType {
  return { kind: "array", element, readonly };
}

export const unknownType: TsType = keyword("unknown");
export const anyInput: TsType = runtime("PyInput");
export const reference: TsType = runtime("PyReference");
/** Of a union it is nothing. */
export const neverType: TsType = keyword("never");

/** Those that take a reference too. */
const referring: ReadonlySet<RuntimeType> = new Set([
  "PyArrayLike",
  "PyBytesLike",
  "PyCallback",
  "PyDTypeLike",
  "PyIndex",
  "PyIterable",
  "PyMapping",
  "PyNumber",
  "PyNumeric",
  "PyPathLike",
  "PySequence",
  "PySet",
  "PyType",
]);

/** A union without repeats or nesting; `unknown` and `PyInput` swallow the others. */
export function union(members: readonly TsType[]): TsType {
  const all = members.flatMap(membersOf);
  const flat = withOneArrayLike(all.every((each) => sameType(each, all[0]!)) ? all : all.map(arriving));
  const swallowing =
    flat.find((each) => sameType(each, unknownType)) ?? flat.find((each) => sameType(each, anyInput));
  if (swallowing) return swallowing;
  const takesReferences = flat.some(
    (each) => each.kind === "variable" || (each.kind === "runtime" && referring.has(each.name)),
  );
  const distinct = withoutLiterals(flat).filter(
    (each, index, all) =>
      !sameType(each, neverType) &&
      !(takesReferences && sameType(each, reference)) &&
      all.findIndex((other) => sameType(each, other)) === index,
  );
  if (distinct.length === 0) return neverType;
  return distinct.length === 1 ? distinct[0]! : { kind: "union", members: distinct };
}

/** A type without members that only calls have. */
function arriving(type: TsType): TsType {
  return type.kind === "class" ? (type.value ?? type) : type;
}

/** The members of a union, or the type itself. */
export function membersOf(type: TsType): readonly TsType[] {
  return type.kind === "union" ? type.members : [type];
}

const numpyScalars: ReadonlySet<string> = new Set(
  "bigint boolean number string NumpyScalar PyComplex PyFloat PyIndex PyNumber Uint8Array".split(" "),
);

function isScalar(type: TsType): boolean {
  return type.kind === "literal" || ("name" in type && numpyScalars.has(type.name));
}

/** Array-likes are one, of all their elements, which need not be said again beside it. */
function withOneArrayLike(members: readonly TsType[]): readonly TsType[] {
  const likes = members.flatMap((each) =>
    each.kind === "runtime" && each.name === "PyArrayLike" ? [each] : [],
  );
  if (likes.length === 0) return members;
  const elements = likes.some(({ args }) => args.length === 0)
    ? []
    : [union(likes.flatMap(({ args }) => args))];
  const covered = elements.flatMap(membersOf);
  const others = members.filter(
    (each) => !likes.some((like) => like === each) && !covered.some((one) => sameType(one, each)),
  );
  // Of any elements, all single ones are taken.
  const rest = elements.length === 0 ? others.filter((each) => !isScalar(each)) : others;
  return [...rest, runtime("PyArrayLike", ...elements)];
}

/** The type parameters that a type has in it, in order. */
export function variablesOf(type: TsType): readonly string[] {
  if (type.kind === "variable") return [type.name];
  if (type.kind === "union") return type.members.flatMap(variablesOf);
  if (type.kind === "array") return variablesOf(type.element);
  if (type.kind === "tuple") return type.elements.flatMap(variablesOf);
  if (type.kind === "object") return type.properties.flatMap((property) => variablesOf(property.type));
  return "args" in type ? type.args.flatMap(variablesOf) : [];
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
