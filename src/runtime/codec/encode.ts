import { PyByteArray } from "../values/containers.ts";
import { typedArrays } from "../values/dtype.ts";
import { PyUuid } from "../values/identifiers.ts";
import { ellipsis, Kwargs, notImplemented, PyFloat } from "../values/markers.ts";
import { NDArray, NumpyScalar } from "../values/ndarray.ts";
import { PyComplex } from "../values/numbers.ts";
import { encodeBuffer, encodeByteArray, encodeBytes, encodeDataView } from "./binary.ts";
import { frozenset, range, set, slice, tuple } from "./containers.ts";
import { crossRealmPrototype } from "./cross-realm.ts";
import { Extension } from "./extension.ts";
import type { PartsCodec, TextCodec } from "./extension-codec.ts";
import { EncodingFailure, pathStep } from "./failure.ts";
import { encodeUuid, path } from "./identifiers.ts";
import { encodeBigint, encodeFloat, encodeNumber } from "./integer.ts";
import { encodeNDArray, encodeNumpyScalar, encodeTypedArray } from "./ndarray.ts";
import { decimal, encodeComplex, fraction } from "./numbers.ts";
import { date, datetime, moment, time, timedelta } from "./temporal.ts";
import { fromTemporal, temporalTags } from "./temporal-objects.ts";
import { encodeBareText, encodeText } from "./text.ts";
import type { Writer } from "./writer.ts";

/** Python's msgpack stops at 511 levels, of which the message around a value takes some. */
const maxDepth = 400;

type Encode = (writer: Writer, value: never, depth: number) => void;

/** Writes any value. Throws an `EncodingFailure` with the path of the value that cannot be encoded. */
export function encodeValue(writer: Writer, value: unknown, depth = 0): void {
  switch (typeof value) {
    case "number":
      encodeNumber(writer, value);
      break;
    case "string":
      encodeText(writer, value);
      break;
    case "boolean":
      writer.byte(value ? 0xc3 : 0xc2);
      break;
    case "bigint":
      encodeBigint(writer, value);
      break;
    case "symbol":
      encodeSymbol(writer, value);
      break;
    default:
      if (value == null) writer.byte(0xc0);
      else encodeObject(writer, value, depth);
  }
}

function encodeSymbol(writer: Writer, value: symbol): void {
  if (value !== ellipsis && value !== notImplemented)
    throw new EncodingFailure(`${describe(value)} cannot cross to Python`);
  writer.endExtension(
    writer.beginExtension(value === ellipsis ? Extension.ellipsis : Extension.notImplemented),
  );
}

function encodeObject(writer: Writer, value: object, depth: number): void {
  const encode = encoders.get(Object.getPrototypeOf(value)) ?? encoders.get(crossRealmPrototype(value));
  if (encode !== undefined && !(encode === encodeRecord && isIterable(value)))
    encode(writer, value as never, depth);
  else if (!writer.remotes.writeRemote(writer, value, depth))
    throw new EncodingFailure(`${describe(value)} cannot cross to Python by value`);
}

/** Whether an object literal defines its iteration. It is then sent as an iterable, not as a dict of its functions. */
function isIterable(record: object): boolean {
  return Symbol.iterator in record || Symbol.asyncIterator in record;
}

export function encodeList(writer: Writer, list: readonly unknown[], depth: number): void {
  descend(list, depth);
  const count = list.length;
  writer.arrayHeader(count);
  let index = 0;
  try {
    for (; index < count; index++) {
      const item = list[index];
      if (typeof item === "number") encodeNumber(writer, item);
      else encodeValue(writer, item, depth + 1);
    }
  } catch (error) {
    throw within(error, list, `[${index}]`);
  }
}

function encodeRecord(writer: Writer, record: Readonly<Record<string, unknown>>, depth: number): void {
  descend(record, depth);
  const keys = Object.keys(record);
  writer.mapHeader(keys.length);
  let index = 0;
  try {
    for (; index < keys.length; index++) {
      const key = keys[index]!;
      encodeText(writer, key);
      encodeValue(writer, record[key], depth + 1);
    }
  } catch (error) {
    throw within(error, record, pathStep(keys[index]));
  }
}

/**
 * Different keys that are not text may be equal in Python (1 and true). Python therefore builds these dicts itself and checks
 * their keys.
 */
function encodeMap(writer: Writer, map: ReadonlyMap<unknown, unknown>, depth: number): void {
  descend(map, depth);
  if (hasTextKeys(map)) {
    writer.mapHeader(map.size);
    encodePairs(writer, map, depth);
  } else {
    const start = writer.beginExtension(Extension.dict);
    writer.arrayHeader(2 * map.size);
    encodePairs(writer, map, depth);
    writer.endExtension(start);
  }
}

function hasTextKeys(map: ReadonlyMap<unknown, unknown>): boolean {
  for (const key of map.keys()) if (typeof key !== "string") return false;
  return true;
}

function encodePairs(writer: Writer, map: ReadonlyMap<unknown, unknown>, depth: number): void {
  let at: unknown;
  try {
    for (const [key, value] of map) {
      at = key;
      encodeValue(writer, key, depth + 1);
      encodeValue(writer, value, depth + 1);
    }
  } catch (error) {
    throw within(error, map, typeof at === "object" ? "[object]" : pathStep(at));
  }
}

function descend(container: object, depth: number): void {
  if (depth >= maxDepth) throw new EncodingFailure(`it is nested deeper than ${maxDepth} levels`, container);
}

function within(error: unknown, container: object, step: string): unknown {
  return error instanceof EncodingFailure ? error.within(container, step) : error;
}

function parts<T extends object>(codec: Pick<PartsCodec<T>, "code" | "type" | "toParts">): [object, Encode] {
  return [
    codec.type.prototype,
    (writer: Writer, value: T, depth: number) => {
      const start = writer.beginExtension(codec.code);
      encodeList(writer, codec.toParts(value), depth);
      writer.endExtension(start);
    },
  ];
}

function text<T extends object>(codec: TextCodec<T>): [object, Encode] {
  return [
    codec.type.prototype,
    (writer: Writer, value: T) => {
      const start = writer.beginExtension(codec.code);
      encodeBareText(writer, codec.toText(value));
      writer.endExtension(start);
    },
  ];
}

/**
 * Encoders by exact prototype: on either side of the wire, an instance of a subclass has no encoder. Temporal's objects are
 * found by their tag.
 */
const encoders = new Map<unknown, Encode>([
  ...typedArrays.map(({ prototype }): [object, Encode] => [prototype, encodeTypedArray]),
  [Array.prototype, encodeList],
  [Object.prototype, encodeRecord],
  [null, encodeRecord],
  [Map.prototype, encodeMap],
  [Uint8Array.prototype, encodeBytes],
  [Buffer.prototype, encodeBytes],
  [ArrayBuffer.prototype, encodeBuffer],
  [SharedArrayBuffer.prototype, encodeBuffer],
  [DataView.prototype, encodeDataView],
  [PyByteArray.prototype, encodeByteArray],
  [NDArray.prototype, encodeNDArray],
  [NumpyScalar.prototype, encodeNumpyScalar],
  [PyComplex.prototype, encodeComplex],
  [PyUuid.prototype, encodeUuid],
  [PyFloat.prototype, (writer: Writer, marker: PyFloat) => encodeFloat(writer, marker.value)],
  ...temporalTags.map((tag): [string, Encode] => [
    tag,
    (writer: Writer, value: object, depth: number) => encodeValue(writer, fromTemporal(tag, value), depth),
  ]),
  parts(tuple),
  parts(set),
  parts(frozenset),
  parts(range),
  parts(slice),
  parts(fraction),
  parts(time),
  parts(datetime),
  parts(moment),
  parts(timedelta),
  text(decimal),
  text(date),
  text(path),
]);

/** Registers the encoder for a class of an optional package. */
export function addEncoder<T extends object>(
  type: { readonly prototype: T },
  encode: (writer: Writer, value: T) => void,
): void {
  encoders.set(type.prototype, encode);
}

function describe(value: unknown): string {
  if (value instanceof Kwargs) return "kw(...), which is for the last argument only,";
  if (typeof value === "function") return `a function (${value.name || "anonymous"})`;
  if (typeof value === "symbol") return `a symbol (${String(value)})`;
  if (crossRealmPrototype(value as object) === "Table")
    return 'an object of class Table (import "snakebridge/arrow" for one of Arrow)';
  if (value instanceof Promise) return "a Promise: await it first; it";
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor
    ?.name;
  return `an object of class ${typeof name === "string" && name !== "" ? name : "?"}`;
}
