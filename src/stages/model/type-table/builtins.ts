import {
  anyInput,
  array,
  global,
  keyword,
  membersOf,
  neverType,
  runtime,
  type TsType,
  union,
  unknownType,
} from "../ts-type.ts";
import { byReference, generic, orReference, type Rows, rowsFor, structural, value } from "./row.ts";

export const number: TsType = keyword("number");
export const integer: TsType = union([number, keyword("bigint")]);
/** In Python an integer is accepted as a float. */
export const real: TsType = union([integer, runtime("PyFloat")]);
const text = keyword("string");
const bytes = global("Uint8Array");

/** Represents `...` in `tuple[int, ...]` during translation. */
export const ellipsis: TsType = { kind: "tuple", elements: [], readonly: true };

/** Built-in classes of Python. Rows apply to the exact class: an instance of a subclass arrives as an object. */
export const builtins: Rows = {
  "builtins:NoneType": value(keyword("null")),
  "builtins:bool": value(keyword("boolean")),
  "builtins:int": value(integer),
  "builtins:float": { ...value(real, number), wide: () => runtime("PyNumber") },
  "builtins:complex": {
    ...value(union([real, runtime("PyComplex")]), runtime("PyComplex")),
    wide: () => union([runtime("PyNumber"), runtime("PyComplex")]),
  },
  "builtins:str": value(text),
  "builtins:bytes": value(bytes),
  "builtins:bytearray": value(runtime("PyByteArray")),
  "builtins:range": value(runtime("PyRange")),
  "builtins:slice": value(runtime("PySlice")),
  "builtins:list": generic(
    ([item = anyInput]) => array(orReference(item), true),
    ([item = unknownType]) => array(item, false),
  ),
  "builtins:tuple": generic(
    (items) => tupleType(items, anyInput, true, orReference),
    (items) => tupleType(items, unknownType, false),
  ),
  "builtins:set": generic(
    ([item = anyInput]) => global("ReadonlySet", orReference(item)),
    ([item = unknownType]) => global("Set", item),
  ),
  "builtins:frozenset": generic(
    ([item = anyInput]) => global("ReadonlySet", orReference(item)),
    ([item = unknownType]) => runtime("PyFrozenSet", item),
  ),
  "builtins:dict": generic(wideDict, narrowDict),
  "builtins:type": structural(
    () => runtime("PyType"),
    () => runtime("PyObject"),
  ),
  ...rowsFor(
    "builtins:filter builtins:map builtins:reversed builtins:zip itertools:chain",
    byReference(([item = unknownType]) => runtime("PyItems", item)),
  ),
  "builtins:enumerate": byReference(([item = unknownType]) =>
    runtime("PyItems", { kind: "tuple", elements: [number, item], readonly: false }),
  ),
  "typing:Never": structural(
    () => anyInput,
    () => neverType,
  ),
  ...rowsFor("types:EllipsisType builtins:EllipsisType types:NotImplementedType", value(keyword("symbol"))),
  "types:NoneType": value(keyword("null")),
};

function tupleType(
  items: readonly TsType[],
  fallback: TsType,
  readonly: boolean,
  item: (type: TsType) => TsType = (type) => type,
): TsType {
  if (items.length === 0) return array(fallback, readonly);
  if (items[1] === ellipsis) return array(item(items[0]!), readonly);
  return { kind: "tuple", elements: items.map(item), readonly };
}

function wideDict([key, value = anyInput]: readonly TsType[]): TsType {
  const map = global("ReadonlyMap", key ?? anyInput, orReference(value));
  return key && !isText(key)
    ? map
    : union([global("Readonly", global("Record", text, orReference(value))), map]);
}

/** The result type of a dict. All string keys, or an empty dict, give a plain object; any other keys a Map. */
export function narrowDict([key = unknownType, value = unknownType]: readonly TsType[]): TsType {
  const record = global("Record", text, value);
  return isText(key) ? record : union([record, global("Map", key, value)]);
}

function isText(type: TsType): boolean {
  return (
    type !== neverType &&
    membersOf(type).every(
      (each) =>
        (each.kind === "keyword" && each.name === "string") ||
        (each.kind === "literal" && typeof each.value === "string"),
    )
  );
}
