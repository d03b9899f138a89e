import { decodeExactly } from "../../../src/runtime/codec/decode.ts";
import { encodeValue } from "../../../src/runtime/codec/encode.ts";
import { Reader, type ReferenceReader } from "../../../src/runtime/codec/reader.ts";
import { Writer } from "../../../src/runtime/codec/writer.ts";
import type { Frame } from "../../../src/runtime/wire/frame.ts";

const noReferences: ReferenceReader = { receive: (handle) => ({ handle }) };

export function encode(value: unknown, maxBytes?: number): Frame {
  const writer = new Writer({ writeRemote: () => false }, maxBytes);
  encodeValue(writer, value);
  return writer.take();
}

export function decode(frame: Frame): unknown {
  return decodeExactly(new Reader(frame.head, frame.segments, noReferences), frame.head.length);
}

/** Through bytes and back, without Python. */
export function echo(value: unknown): unknown {
  return decode(encode(value));
}

export function bytes(...list: number[]): Frame {
  return { head: Uint8Array.from(list), segments: [] };
}
