import { ellipsis, notImplemented } from "../values/markers.ts";
import { decodeByteArray, decodeBytesSegment } from "./binary.ts";
import { frozenset, range, set, slice, tuple } from "./containers.ts";
import { Extension } from "./extension.ts";
import type { PartsCodec, TextCodec } from "./extension-codec.ts";
import { DecodingFailure } from "./failure.ts";
import { decodeUuid, path } from "./identifiers.ts";
import { decodeBigint, decodeInt64 } from "./integer.ts";
import { decodeNDArray, decodeNumpyScalar } from "./ndarray.ts";
import { decimal, decodeComplex, fraction } from "./numbers.ts";
import type { Reader } from "./reader.ts";
import { date, datetime, time, timedelta } from "./temporal.ts";
import { decodeText } from "./text.ts";

/** Deeper than any value that Python's msgpack can write. */
const maxDepth = 1024;

/** Reads one value. Throws a `DecodingFailure` when the bytes are invalid. */
export function decodeValue(reader: Reader): unknown {
  const byte = reader.bytes[reader.advance(1)]!;
  if (byte < 0x80) return byte;
  if (byte < 0x90) return decodeMap(reader, byte & 0x0f);
  if (byte < 0xa0) return decodeList(reader, byte & 0x0f);
  if (byte < 0xc0) return decodeText(reader, byte & 0x1f);
  if (byte >= 0xe0) return byte - 0x100;
  const { view } = reader;
  switch (byte) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xc4:
      return reader.copy(view.getUint8(reader.advance(1)));
    case 0xc5:
      return reader.copy(view.getUint16(reader.advance(2)));
    case 0xc6:
      return reader.copy(view.getUint32(reader.advance(4)));
    case 0xc7:
      return decodeExtension(reader, view.getUint8(reader.advance(1)));
    case 0xc8:
      return decodeExtension(reader, view.getUint16(reader.advance(2)));
    case 0xc9:
      return decodeExtension(reader, view.getUint32(reader.advance(4)));
    case 0xca:
      return view.getFloat32(reader.advance(4));
    case 0xcb:
      return view.getFloat64(reader.advance(8));
    case 0xcc:
      return view.getUint8(reader.advance(1));
    case 0xcd:
      return view.getUint16(reader.advance(2));
    case 0xce:
      return view.getUint32(reader.advance(4));
    case 0xcf:
      return decodeInt64(reader, false);
    case 0xd0:
      return view.getInt8(reader.advance(1));
    case 0xd1:
      return view.getInt16(reader.advance(2));
    case 0xd2:
      return view.getInt32(reader.advance(4));
    case 0xd3:
      return decodeInt64(reader, true);
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return decodeExtension(reader, 1 << (byte - 0xd4));
    case 0xd9:
      return decodeText(reader, view.getUint8(reader.advance(1)));
    case 0xda:
      return decodeText(reader, view.getUint16(reader.advance(2)));
    case 0xdb:
      return decodeText(reader, view.getUint32(reader.advance(4)));
    case 0xdc:
      return decodeList(reader, view.getUint16(reader.advance(2)));
    case 0xdd:
      return decodeList(reader, view.getUint32(reader.advance(4)));
    case 0xde:
      return decodeMap(reader, view.getUint16(reader.advance(2)));
    case 0xdf:
      return decodeMap(reader, view.getUint32(reader.advance(4)));
    default:
      throw new DecodingFailure(`0x${byte.toString(16)} does not begin a value`);
  }
}

/** Reads the value that fills the next `size` bytes. */
export function decodeExactly(reader: Reader, size: number): unknown {
  const outer = enclose(reader, size);
  const value = decodeValue(reader);
  release(reader, outer);
  return value;
}

function decodeList(reader: Reader, count: number): unknown[] {
  descend(reader);
  const list: unknown[] = [];
  for (let index = 0; index < count; index++) list.push(decodeValue(reader));
  reader.depth--;
  return list;
}

/**
 * Returns a plain object if all keys are text and an object keeps their order. Otherwise returns a Map, so that 1 and "1" stay
 * two keys.
 */
function decodeMap(reader: Reader, count: number): unknown {
  descend(reader);
  const record: Record<string, unknown> = {};
  const keys: string[] = [];
  let last = 0;
  for (let index = 0; index < count; index++) {
    const key = decodeValue(reader);
    const place = typeof key === "string" ? placeOf(key) : -1;
    if (place < last) {
      const map = new Map<unknown, unknown>(keys.map((text) => [text, record[text]]));
      return decodeRest(reader, map, key, count - index);
    }
    last = place;
    keys.push(key as string);
    const value = decodeValue(reader);
    if (key === "__proto__")
      Object.defineProperty(record, key, { value, configurable: true, enumerable: true, writable: true });
    else record[key as string] = value;
  }
  reader.depth--;
  return record;
}

/** JavaScript lists keys that look like array indexes first, in numeric order, then all others in insertion order. */
function placeOf(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 0x30 && first <= 0x39) || key.length > 10) return 2 ** 32;
  const index = Number(key) >>> 0;
  return index < 2 ** 32 - 1 && String(index) === key ? index : 2 ** 32;
}

function decodeRest(reader: Reader, map: Map<unknown, unknown>, firstKey: unknown, count: number): unknown {
  map.set(firstKey, decodeValue(reader));
  decodePairs(reader, map, count - 1);
  reader.depth--;
  return map;
}

function decodePairs(reader: Reader, map: Map<unknown, unknown>, count: number): void {
  for (let index = 0; index < count; index++) {
    const key = decodeValue(reader);
    map.set(key, decodeValue(reader));
  }
}

/** Reads a dict whose keys are not all text. */
function decodeDict(reader: Reader): Map<unknown, unknown> {
  descend(reader);
  const map = new Map<unknown, unknown>();
  decodePairs(reader, map, reader.arrayHeader() / 2);
  reader.depth--;
  return map;
}

function decodeReference(reader: Reader): unknown {
  const parts = reader.arrayHeader();
  if (parts !== 2 && parts !== 4) throw new DecodingFailure("a reference has two parts, or four");
  const handle = reader.unsigned();
  const typeId = reader.unsigned();
  if (parts === 2) return reader.references.receive(handle, typeId);
  descend(reader);
  const [items, fields] = [decodeValue(reader), decodeValue(reader) ?? []];
  reader.depth--;
  if (!Array.isArray(items) || !Array.isArray(fields))
    throw new DecodingFailure("items and fields are arrays");
  return reader.references.receive(handle, typeId, { items, fields });
}

function descend(reader: Reader): void {
  if (++reader.depth > maxDepth)
    throw new DecodingFailure(`the value is nested deeper than ${maxDepth} levels`);
}

function decodeExtension(reader: Reader, size: number): unknown {
  const code = reader.bytes[reader.advance(1)]!;
  const decode = decoders[code];
  if (decode === undefined) throw new DecodingFailure(`extension type ${code} is unknown`);
  const outer = enclose(reader, size);
  const value = decode(reader, size);
  release(reader, outer);
  return value;
}

function enclose(reader: Reader, size: number): number {
  const outer = reader.end;
  reader.advance(size);
  reader.end = reader.at;
  reader.at -= size;
  return outer;
}

function release(reader: Reader, outer: number): void {
  if (reader.at !== reader.end) throw new DecodingFailure("the value is followed by other bytes");
  reader.end = outer;
}

type Decode = (reader: Reader, size: number) => unknown;

const decoders: Readonly<Record<number, Decode>> = {
  [Extension.int]: decodeBigint,
  [Extension.complex]: decodeComplex,
  [Extension.uuid]: decodeUuid,
  [Extension.ellipsis]: () => ellipsis,
  [Extension.notImplemented]: () => notImplemented,
  [Extension.bytearray]: decodeByteArray,
  [Extension.numpyScalar]: decodeNumpyScalar,
  [Extension.ndarray]: decodeNDArray,
  [Extension.bytesSegment]: decodeBytesSegment,
  [Extension.dict]: decodeDict,
  [Extension.packed]: decodeValue,
  [Extension.reference]: decodeReference,
  [Extension.callback]: (reader) => {
    const number = reader.unsigned();
    const value = reader.references.hostObject?.(number);
    if (value === undefined) throw new DecodingFailure(`function ${number} is not Python's`);
    return value;
  },
  ...text(decimal),
  ...text(date),
  ...text(path),
  ...parts(tuple),
  ...parts(set),
  ...parts(frozenset),
  ...parts(range),
  ...parts(slice),
  ...parts(fraction),
  ...parts(time),
  ...parts(datetime),
  ...parts(timedelta),
};

function text<T>(codec: TextCodec<T>): Record<number, Decode> {
  return { [codec.code]: (reader, size) => codec.fromText(decodeText(reader, size)) };
}

function parts<T>(codec: PartsCodec<T>): Record<number, Decode> {
  return {
    [codec.code]: (reader) => {
      const list = decodeValue(reader);
      if (!Array.isArray(list)) throw new DecodingFailure(`extension type ${codec.code} takes an array`);
      return codec.fromParts(list);
    },
  };
}
