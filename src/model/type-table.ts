import type { TypeFacts } from "../introspect/facts.ts";
import type { TypeContext } from "./providers/provider.ts";
import { anyInput, global, keyword, runtime, sameType, type TsType, union, unknownType } from "./ts-type.ts";

/** One Python type in its two directions; the arguments (`list[int]`) are translated already. */
interface Row {
  /** What may be passed: everything that Python would take. Absent: anything. */
  readonly wide?: (args: readonly TsType[]) => TsType;
  /** What comes back: what the run time's decoder makes of it. Absent: unknown. */
  readonly narrow?: (args: readonly TsType[]) => TsType;
}

const number = keyword("number");
const integer = union([number, keyword("bigint")]);
const text = keyword("string");
const boolean = keyword("boolean");
const nothing = keyword("null");
const bytes = global("Uint8Array");

const both = (type: TsType): Row => ({ wide: () => type, narrow: () => type });
const array = (element: TsType, readonly: boolean): TsType => ({ kind: "array", element, readonly });

/** By Python name. Classes are exact: an instance of a subclass arrives as an object. */
const table: Readonly<Record<string, Row>> = {
  "builtins:NoneType": both(nothing),
  "builtins:bool": both(boolean),
  "builtins:int": both(integer),
  "builtins:float": { wide: () => integer, narrow: () => number },
  "builtins:str": both(text),
  "builtins:bytes": both(bytes),
  "builtins:bytearray": { narrow: () => bytes },
  "builtins:list": {
    wide: ([item = anyInput]) => array(orReference(item), true),
    narrow: ([item = unknownType]) => array(item, false),
  },
  "builtins:tuple": {
    wide: (items) => tupleType(items, anyInput, true, orReference),
    narrow: (items) => tupleType(items, unknownType, false),
  },
  "builtins:set": {
    wide: ([item = anyInput]) => global("ReadonlySet", orReference(item)),
    narrow: ([item = unknownType]) => global("Set", item),
  },
  "builtins:frozenset": {
    wide: ([item = anyInput]) => global("ReadonlySet", orReference(item)),
    narrow: ([item = unknownType]) => global("ReadonlySet", item),
  },
  "builtins:dict": { wide: wideDict, narrow: narrowDict },
  "collections.abc:Iterator": { narrow: () => runtime("PyObject") },
  "collections.abc:Generator": { narrow: () => runtime("PyObject") },
  "numpy:ndarray": { narrow: () => runtime("NDArray") },
  "numpy:float64": { narrow: () => number },
  "numpy:floating": { narrow: () => union([number, runtime("NumpyScalar")]) },
  "numpy:int64": { narrow: () => integer },
  "numpy:integer": { narrow: () => union([integer, runtime("NumpyScalar")]) },
  "numpy:bool": { narrow: () => boolean },
};

/** Modules with classes that cross by value, or that stand for such classes, beyond the table. */
const valueModules: ReadonlySet<string> = new Set(
  `builtins collections.abc dataclasses datetime decimal enum fractions numbers numpy os pathlib types typing
   typing_extensions uuid zoneinfo`.split(/\s+/),
);

/** Stands for `...` in `tuple[int, ...]` while types are translated. */
const ellipsis: TsType = { kind: "tuple", elements: [], readonly: true };

/** What may be passed for a Python type: its values, or a reference to something in Python. */
export function wideType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  const type = wide(facts, context);
  return type && orReference(type);
}

function orReference(type: TsType): TsType {
  return union([type, runtime("PyReference")]);
}

/** What may be passed by value only: so that an overload is not chosen by a reference of unknown type. */
export function exactType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  if (facts.kind === "union") {
    // Without the members that only references meet, an overload is chosen more seldom, and never wrongly.
    const members = facts.members.flatMap((member) => exactType(member, context) ?? []);
    return members.length > 0 ? union(members) : undefined;
  }
  const type = wide(facts, context);
  return type && sameType(type, anyInput) ? undefined : type;
}

function wide(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "name": {
      if (facts.name === "builtins:ellipsis") return ellipsis;
      const row = rowOf(facts.name);
      return row?.wide?.((facts.args ?? []).map((arg) => wide(arg, context) ?? anyInput));
    }
    case "union":
      return allOf(facts.members.map((member) => wide(member, context)));
    case "literal":
      return literalType(facts.values);
    default:
      return undefined;
  }
}

/** What comes back for a Python type; a class that is not generated, and crosses by reference, is a `PyObject`. */
export function narrowType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "name":
      return narrowName(facts.name, facts.args ?? [], context);
    case "union":
      return allOf(facts.members.map((member) => narrowType(member, context)));
    case "literal":
      return literalType(facts.values);
    default:
      return undefined;
  }
}

function narrowName(name: string, args: readonly TypeFacts[], context: TypeContext): TsType | undefined {
  if (name === "builtins:ellipsis") return ellipsis;
  const row = rowOf(name);
  if (row) return row.narrow?.(args.map((arg) => narrowType(arg, context) ?? unknownType));
  const key = name === "typing:Self" ? context.self : context.classKey(name);
  if (key !== undefined) return { kind: "class", key };
  const [module = "", qualname] = name.split(":");
  // With a colon it is a class that exists, and its instances stay in Python unless the module's cross by value.
  return qualname === undefined || valueModules.has(module) ? undefined : runtime("PyObject");
}

function rowOf(name: string): Row | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function allOf(types: readonly (TsType | undefined)[]): TsType | undefined {
  const known = types.flatMap((type) => type ?? []);
  return known.length === types.length ? union(known) : undefined;
}

function literalType(values: readonly (string | number | boolean | null)[]): TsType {
  return union(values.map((value) => (value === null ? nothing : { kind: "literal", value })));
}

function tupleType(
  items: readonly TsType[],
  otherwise: TsType,
  readonly: boolean,
  item: (type: TsType) => TsType = (type) => type,
): TsType {
  if (items.length === 0) return array(otherwise, readonly);
  if (items[1] === ellipsis) return array(item(items[0]!), readonly);
  return { kind: "tuple", elements: items.map(item), readonly };
}

function wideDict([key, value = anyInput]: readonly TsType[]): TsType {
  const map = global("ReadonlyMap", key ?? anyInput, orReference(value));
  return key && !isText(key)
    ? map
    : union([global("Readonly", global("Record", text, orReference(value))), map]);
}

/** Keys decide: all text is a plain object, and so is an empty one; anything else is a Map. */
function narrowDict([key = unknownType, value = unknownType]: readonly TsType[]): TsType {
  const record = global("Record", text, value);
  return isText(key) ? record : union([record, global("Map", key, value)]);
}

function isText(type: TsType): boolean {
  return (
    (type.kind === "keyword" && type.name === "string") ||
    (type.kind === "literal" && typeof type.value === "string") ||
    (type.kind === "union" && type.members.every(isText))
  );
}
