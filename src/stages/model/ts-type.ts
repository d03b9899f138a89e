/** TypeScript types as data. The emitter prints them and decides the imports. */
export type TsType =
  | { readonly kind: "keyword"; readonly name: Keyword }
  /** Exported by `snakebridge/codegen-v1`. */
  | { readonly kind: "runtime"; readonly name: RuntimeType; readonly args: readonly TsType[] }
  /** A JavaScript global. */
  | { readonly kind: "global"; readonly name: GlobalType; readonly args: readonly TsType[] }
  /** A generated class, by its key in the manifest. */
  | {
      readonly kind: "class";
      readonly key: string;
      /** The type of instances that cross by value. A call that is not awaited still has the members of the class. */
      readonly value?: TsType;
    }
  /** A type parameter of the enclosing declaration. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "array"; readonly element: TsType; readonly readonly: boolean }
  | {
      readonly kind: "tuple";
      readonly elements: readonly TsType[];
      readonly readonly: boolean;
      /** The type of all further elements. */
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
/** The empty type; a union drops it. */
export const neverType: TsType = keyword("never");

/** Input types that also accept a reference. */
const acceptsReference: ReadonlySet<RuntimeType> = new Set([
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

/** Builds a union without repeats or nesting. `unknown` and `PyInput` absorb the other members. */
export function union(members: readonly TsType[]): TsType {
  const all = members.flatMap(membersOf);
  const flat = mergeArrayLikes(all.every((each) => sameType(each, all[0]!)) ? all : all.map(asValue));
  const absorbing =
    flat.find((each) => sameType(each, unknownType)) ?? flat.find((each) => sameType(each, anyInput));
  if (absorbing) return absorbing;
  const takesReferences = flat.some(
    (each) => each.kind === "variable" || (each.kind === "runtime" && acceptsReference.has(each.name)),
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

/** Replaces a class that crosses by value with its value type. */
function asValue(type: TsType): TsType {
  return type.kind === "class" ? (type.value ?? type) : type;
}

/** Returns the members of a union, or the type itself. */
export function membersOf(type: TsType): readonly TsType[] {
  return type.kind === "union" ? type.members : [type];
}

const numpyScalars: ReadonlySet<string> = new Set(
  "bigint boolean number string NumpyScalar PyComplex PyFloat PyIndex PyNumber Uint8Array".split(" "),
);

function isScalar(type: TsType): boolean {
  return type.kind === "literal" || ("name" in type && numpyScalars.has(type.name));
}

/** Merges array-like members into one with all their element types, and drops members that it covers. */
function mergeArrayLikes(members: readonly TsType[]): readonly TsType[] {
  const arrayLikes = members.flatMap((each) =>
    each.kind === "runtime" && each.name === "PyArrayLike" ? [each] : [],
  );
  if (arrayLikes.length === 0) return members;
  const elements = arrayLikes.some(({ args }) => args.length === 0)
    ? []
    : [union(arrayLikes.flatMap(({ args }) => args))];
  const covered = elements.flatMap(membersOf);
  const others = members.filter(
    (each) => !arrayLikes.some((like) => like === each) && !covered.some((one) => sameType(one, each)),
  );
  // An array-like of any elements also accepts every single element.
  const rest = elements.length === 0 ? others.filter((each) => !isScalar(each)) : others;
  return [...rest, runtime("PyArrayLike", ...elements)];
}

/** Returns the type parameters in a type, in order. */
export function variablesOf(type: TsType): readonly string[] {
  if (type.kind === "variable") return [type.name];
  if (type.kind === "union") return type.members.flatMap(variablesOf);
  if (type.kind === "array") return variablesOf(type.element);
  if (type.kind === "tuple") return type.elements.flatMap(variablesOf);
  if (type.kind === "object") return type.properties.flatMap((property) => variablesOf(property.type));
  return "args" in type ? type.args.flatMap(variablesOf) : [];
}

/** Merges `true` and `false` into `boolean`, and drops literals if their keyword type is a member. */
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
