import type { ByteBuffer } from "./byte-buffer.ts";
import { DecodingFailure } from "./failure.ts";

/** The content of an instance of a subclass of tuple. */
export interface TupleParts {
  readonly items: readonly unknown[];
  /** Names of the items, in order. */
  readonly fields: readonly string[];
}

/** Turns received references into the objects that they identify. */
export interface ReferenceReader {
  receive(handle: number, typeId: number, parts?: TupleParts): unknown;
  /** Returns a function of this program that Python sends back. Only readers of connections have it. */
  hostObject?(number: number): unknown;
}

/** A cursor over received bytes. Every read is checked against `end`, so a false length cannot read another value's bytes. */
export class Reader {
  readonly bytes: ByteBuffer;
  readonly view: DataView;
  readonly segments: readonly Uint8Array[];
  readonly references: ReferenceReader;
  at = 0;
  end: number;
  depth = 0;

  constructor(bytes: Uint8Array, segments: readonly Uint8Array[], references: ReferenceReader) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.segments = segments;
    this.references = references;
    this.end = bytes.byteLength;
  }

  /** Moves past `count` bytes and returns where they begin. */
  advance(count: number): number {
    const start = this.at;
    if (count > this.end - start) throw new DecodingFailure("the value is cut short");
    this.at = start + count;
    return start;
  }

  /** Skips a value that could not be read, and continues at `at`. */
  resume(at: number): void {
    this.at = at;
    this.end = this.bytes.length;
    this.depth = 0;
  }

  /** A copy, because the bytes are valid only while the frame is read. */
  copy(count: number): Uint8Array {
    const start = this.advance(count);
    const bytes = new Uint8Array(count);
    bytes.set(this.bytes.subarray(start, start + count));
    return bytes;
  }

  segment(index: number): Uint8Array {
    const segment = this.segments[index];
    if (segment === undefined) throw new DecodingFailure(`the frame has no segment ${index}`);
    return segment;
  }

  arrayHeader(): number {
    return this.#size(0x90, 0xdc, "array");
  }

  binaryHeader(): number {
    const byte = this.bytes[this.advance(1)]!;
    if (byte === 0xc4) return this.bytes[this.advance(1)]!;
    if (byte === 0xc5) return this.view.getUint16(this.advance(2));
    if (byte === 0xc6) return this.view.getUint32(this.advance(4));
    throw new DecodingFailure(`expected bytes, found 0x${byte.toString(16)}`);
  }

  unsigned(): number {
    const byte = this.bytes[this.advance(1)]!;
    if (byte < 0x80) return byte;
    if (byte === 0xcc) return this.bytes[this.advance(1)]!;
    if (byte === 0xcd) return this.view.getUint16(this.advance(2));
    if (byte === 0xce) return this.view.getUint32(this.advance(4));
    if (byte === 0xcf) {
      const at = this.advance(8);
      const value = this.view.getUint32(at) * 2 ** 32 + this.view.getUint32(at + 4);
      if (Number.isSafeInteger(value)) return value;
    }
    throw new DecodingFailure(`expected a count, found 0x${byte.toString(16)}`);
  }

  #size(fix: number, wide: number, kind: string): number {
    const byte = this.bytes[this.advance(1)]!;
    if ((byte & 0xf0) === fix) return byte & 0x0f;
    if (byte === wide) return this.view.getUint16(this.advance(2));
    if (byte === wide + 1) return this.view.getUint32(this.advance(4));
    throw new DecodingFailure(`expected an ${kind}, found 0x${byte.toString(16)}`);
  }
}
