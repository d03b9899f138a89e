import { Extension } from "./extension.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** Encodes a safe integer as Python's `int`, and every other number as a `float`. */
export function encodeNumber(writer: Writer, value: number): void {
  if (value === (value | 0) && (value !== 0 || 1 / value > 0)) encodeSmall(writer, value);
  else if (Number.isSafeInteger(value) && value !== 0) encodeSafe(writer, value);
  else encodeFloat(writer, value);
}

export function encodeFloat(writer: Writer, value: number): void {
  writer.reserve(9);
  writer.bytes[writer.at] = 0xcb;
  writer.view.setFloat64(writer.at + 1, value);
  writer.at += 9;
}

function encodeSmall(writer: Writer, value: number): void {
  writer.reserve(5);
  const { bytes, at } = writer;
  if (value >= -32 && value < 128) {
    bytes[at] = value & 0xff;
    writer.at = at + 1;
  } else if (value >= 0 && value < 0x100) {
    bytes[at] = 0xcc;
    bytes[at + 1] = value;
    writer.at = at + 2;
  } else if (value >= 0 && value < 0x10000) {
    bytes[at] = 0xcd;
    writer.view.setUint16(at + 1, value);
    writer.at = at + 3;
  } else {
    bytes[at] = 0xd2;
    writer.view.setInt32(at + 1, value);
    writer.at = at + 5;
  }
}

function encodeSafe(writer: Writer, value: number): void {
  writer.reserve(9);
  const { view, at } = writer;
  const high = Math.floor(value / 2 ** 32);
  writer.bytes[at] = 0xd3;
  view.setInt32(at + 1, high);
  view.setUint32(at + 5, value - high * 2 ** 32);
  writer.at = at + 9;
}

/** Encodes a bigint as an `int`, regardless of its size. */
export function encodeBigint(writer: Writer, value: bigint): void {
  if (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)) {
    encodeNumber(writer, Number(value));
  } else if (BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value) {
    writer.reserve(9);
    writer.bytes[writer.at] = value < 0n ? 0xd3 : 0xcf;
    writer.view.setBigUint64(writer.at + 1, BigInt.asUintN(64, value));
    writer.at += 9;
  } else {
    const start = writer.beginExtension(Extension.int);
    writer.raw(twosComplement(value));
    writer.endExtension(start);
  }
}

/** Two's complement, big-endian, shortest. */
function twosComplement(value: bigint): Uint8Array {
  const magnitude = (value < 0n ? ~value : value).toString(16);
  // One more digit leaves room for the sign bit.
  const digits = (magnitude.length + (Number.parseInt(magnitude[0]!, 16) >= 8 ? 1 : 0) + 1) & ~1;
  const hex = BigInt.asUintN(digits * 4, value)
    .toString(16)
    .padStart(digits, "0");
  return Buffer.from(hex, "hex");
}

export function decodeBigint(reader: Reader, size: number): bigint {
  const start = reader.advance(size);
  if (size === 0) return 0n;
  const value = BigInt(`0x${reader.bytes.toString("hex", start, reader.at)}`);
  return BigInt.asIntN(size * 8, value);
}

/** Returns a number if it is exact, else a bigint. */
export function decodeInt64(reader: Reader, signed: boolean): number | bigint {
  const at = reader.advance(8);
  const { view } = reader;
  const high = signed ? view.getInt32(at) : view.getUint32(at);
  const value = high * 2 ** 32 + view.getUint32(at + 4);
  if (Number.isSafeInteger(value)) return value;
  return signed ? view.getBigInt64(at) : view.getBigUint64(at);
}
