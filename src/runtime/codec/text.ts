import { DecodingFailure } from "./failure.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** Below this many UTF-16 units a loop is faster than a call into native code. */
const shortText = 40;
const loneSurrogate = /\p{Surrogate}/u;

export function encodeText(writer: Writer, text: string): void {
  const length = text.length;
  if (length < shortText) {
    writer.reserve(length + 2);
    const { bytes, at } = writer;
    const start = length < 32 ? at + 1 : at + 2;
    let index = 0;
    for (; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) break;
      bytes[start + index] = unit;
    }
    if (index === length) {
      writeHeader(writer, length);
      writer.at += length;
      return;
    }
  }
  writer.reserve(5);
  // Both forms take three bytes for a lone surrogate, so the size is right for either.
  writeHeader(writer, Buffer.byteLength(text));
  encodeBareText(writer, text);
}

/** Encodes the bytes of a text without a header. */
export function encodeBareText(writer: Writer, text: string): void {
  writer.reserve(Buffer.byteLength(text));
  if (loneSurrogate.test(text)) writeWtf8(writer, text);
  else writer.at += writer.bytes.write(text, writer.at, "utf8");
}

function writeHeader(writer: Writer, size: number): void {
  const { bytes, view } = writer;
  if (size < 32) {
    bytes[writer.at++] = 0xa0 | size;
  } else if (size < 0x100) {
    bytes[writer.at++] = 0xd9;
    bytes[writer.at++] = size;
  } else if (size < 0x10000) {
    bytes[writer.at++] = 0xda;
    view.setUint16(writer.at, size);
    writer.at += 2;
  } else {
    bytes[writer.at++] = 0xdb;
    view.setUint32(writer.at, size);
    writer.at += 4;
  }
}

/** UTF-8 in which a lone surrogate is written like any other code point (Python's `surrogatepass`). */
function writeWtf8(writer: Writer, text: string): void {
  const { bytes } = writer;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) {
      bytes[writer.at++] = point;
      continue;
    }
    if (point < 0x800) {
      bytes[writer.at++] = 0xc0 | (point >> 6);
    } else {
      if (point < 0x10000) {
        bytes[writer.at++] = 0xe0 | (point >> 12);
      } else {
        bytes[writer.at++] = 0xf0 | (point >> 18);
        bytes[writer.at++] = 0x80 | ((point >> 12) & 0x3f);
      }
      bytes[writer.at++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[writer.at++] = 0x80 | (point & 0x3f);
  }
}

export function decodeText(reader: Reader, size: number): string {
  const start = reader.advance(size);
  const { bytes } = reader;
  if (size < 16) {
    let text = "";
    let at = start;
    for (; at < reader.at && bytes[at]! < 0x80; at++) text += String.fromCharCode(bytes[at]!);
    if (at === reader.at) return text;
  }
  const text = bytes.toString("utf8", start, reader.at);
  // U+FFFD is either in the text itself or replaces bytes that Node's decoder refused.
  return text.includes("\ufffd") ? readWtf8(bytes, start, reader.at) : text;
}

function readWtf8(bytes: Uint8Array, start: number, end: number): string {
  const parts: string[] = [];
  let at = start;
  let plain = start;
  for (; at < end; at++) {
    // A surrogate is ED A0..BF xx; everything between is strict UTF-8.
    if (bytes[at] !== 0xed || at + 2 >= end || bytes[at + 1]! < 0xa0) continue;
    // JavaScript would join two neighbouring surrogates to one character. Python does not.
    if (at === plain && bytes[at + 1]! >= 0xb0 && /^[\ud800-\udbff]$/.test(parts.at(-1) ?? ""))
      throw new DecodingFailure("a text with two surrogates in a row cannot be represented in JavaScript");
    parts.push(strict(bytes, plain, at));
    parts.push(String.fromCharCode(0xd000 | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)));
    at += 2;
    plain = at + 1;
  }
  parts.push(strict(bytes, plain, end));
  return parts.join("");
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function strict(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}
