import type { ByteBuffer } from "./byte-buffer.ts";
import { EncodingFailure } from "./failure.ts";

const slabBytes = 64 * 1024;

/** Writes objects that are not values: references, pending calls, generated classes. */
export interface RemoteWriter {
  /** Returns false when this host does not know `value`. */
  writeRemote(writer: Writer, value: object, depth: number): boolean;
}

export interface Mark {
  readonly at: number;
  readonly segments: number;
}

/**
 * Builds the head of one frame and its raw segments. Heads that were taken are never written again, because they belong to
 * the carrier. The next frame uses the rest of the slab.
 */
export class Writer {
  readonly remotes: RemoteWriter;
  readonly maxBytes: number;
  bytes: ByteBuffer = Buffer.allocUnsafeSlow(slabBytes);
  view: DataView = viewOf(this.bytes);
  at = 0;
  segments: Uint8Array[] = [];
  #segmentBytes = 0;
  #start = 0;

  constructor(remotes: RemoteWriter, maxBytes: number = 1 << 30) {
    this.remotes = remotes;
    this.maxBytes = maxBytes;
  }

  /** Bytes of this frame's head so far. */
  get length(): number {
    return this.at - this.#start;
  }

  /** Bytes of this frame so far, including its segments. */
  get size(): number {
    return this.length + this.#segmentBytes;
  }

  mark(): Mark {
    // Relative, because the bytes move when the buffer grows.
    return { at: this.length, segments: this.segments.length };
  }

  rollback(mark: Mark): void {
    this.at = this.#start + mark.at;
    for (const segment of this.segments.splice(mark.segments)) this.#segmentBytes -= segment.byteLength;
  }

  take(): { head: Uint8Array; segments: Uint8Array[] } {
    const taken = { head: this.bytes.subarray(this.#start, this.at), segments: this.segments };
    this.#start = this.at;
    this.segments = [];
    this.#segmentBytes = 0;
    return taken;
  }

  /** Discards everything written since the last `take`. */
  discard(): void {
    this.at = this.#start;
    this.segments.length = 0;
    this.#segmentBytes = 0;
  }

  /** Throws an `EncodingFailure` when the frame is larger than the limit. */
  checkSize(): void {
    const { size, maxBytes } = this;
    if (size > maxBytes)
      throw new EncodingFailure(
        `the message takes ${size} bytes, which is more than the limit of ${maxBytes}`,
      );
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.at + count > this.bytes.length) this.#grow(count);
  }

  #grow(count: number): void {
    const used = this.length;
    const least = this.size + count;
    if (least > this.maxBytes)
      throw new EncodingFailure(
        `the message takes at least ${least} bytes, which is more than the limit of ${this.maxBytes}`,
      );
    const next = Buffer.allocUnsafeSlow(Math.max(slabBytes, 2 * used, used + count));
    next.set(this.bytes.subarray(this.#start, this.at));
    this.bytes = next;
    this.view = viewOf(next);
    this.#start = 0;
    this.at = used;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** A count, an id or a handle. */
  unsigned(value: number): void {
    this.reserve(9);
    if (value < 0x80) {
      this.bytes[this.at++] = value;
    } else if (value < 2 ** 32) {
      this.bytes[this.at] = 0xce;
      this.view.setUint32(this.at + 1, value);
      this.at += 5;
    } else {
      this.bytes[this.at] = 0xcf;
      this.view.setBigUint64(this.at + 1, BigInt(value));
      this.at += 9;
    }
  }

  arrayHeader(count: number): void {
    this.#sizeHeader(count, 0x90, 0xdc);
  }

  mapHeader(count: number): void {
    this.#sizeHeader(count, 0x80, 0xde);
  }

  #sizeHeader(count: number, fix: number, wide: number): void {
    this.reserve(5);
    if (count < 16) {
      this.bytes[this.at++] = fix | count;
    } else if (count < 0x10000) {
      this.bytes[this.at++] = wide;
      this.view.setUint16(this.at, count);
      this.at += 2;
    } else {
      this.bytes[this.at++] = wide + 1;
      this.view.setUint32(this.at, count);
      this.at += 4;
    }
  }

  binary(bytes: Uint8Array): void {
    const start = this.beginBinary();
    this.raw(bytes);
    this.endBinary(start);
  }

  /** Begins a `bin` whose length is known only at its end. Returns the argument for `endBinary`. */
  beginBinary(): number {
    this.reserve(5);
    this.bytes[this.at] = 0xc6;
    this.at += 5;
    return this.length;
  }

  endBinary(start: number): void {
    this.view.setUint32(this.#start + start - 4, this.length - start);
  }

  beginExtension(code: number): number {
    this.reserve(6);
    this.bytes[this.at] = 0xc9;
    this.bytes[this.at + 5] = code;
    this.at += 6;
    return this.length;
  }

  endExtension(start: number): void {
    this.view.setUint32(this.#start + start - 5, this.length - start);
  }

  /** Begins an array whose count is known only at its end. Returns the argument for `patchCount`. */
  beginArray32(): number {
    this.reserve(5);
    this.bytes[this.at] = 0xdd;
    this.at += 5;
    return this.length;
  }

  patchCount(start: number, count: number): void {
    this.view.setUint32(this.#start + start - 4, count);
  }

  /** Adds a raw segment and returns its index in the frame. */
  segment(bytes: Uint8Array): number {
    this.#segmentBytes += bytes.byteLength;
    return this.segments.push(bytes) - 1;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
