import type { Frame } from "../transport/carrier.ts";

/** What the lengths in a frame can say, and a buffer of any supported Node can hold. */
export const largestFrameBytes: number = 2 ** 32 - 1;

const fixedBytes = 8;
const scratchBytes = 64 * 1024;

/** The peer sent something that is no frame, or one that is too large. */
export class FrameError extends Error {
  override readonly name: string = "FrameError";
}

/** What goes before the segments, in one buffer: the lengths and the head. */
export function encodePrefix({ head, segments }: Frame): Uint8Array {
  const headAt = fixedBytes + 8 * segments.length;
  const prefix = Buffer.allocUnsafe(headAt + head.length);
  prefix.writeUInt32LE(head.length, 0);
  prefix.writeUInt32LE(segments.length, 4);
  for (let index = 0; index < segments.length; index++)
    prefix.writeBigUInt64LE(BigInt(segments[index]!.length), fixedBytes + 8 * index);
  prefix.set(head, headAt);
  return prefix;
}

/**
 * Cuts a byte stream into frames without copying what is large: the reader puts its bytes into `target`, which is a
 * segment's own memory as soon as that segment's length is known.
 *
 * ```ts
 * parser.advance(read(parser.target));
 * ```
 */
export class FrameParser {
  /** Where the next bytes go. Never empty. */
  target: Uint8Array;
  readonly #onFrame: (frame: Frame) => void;
  readonly #maxFrameBytes: number;
  readonly #scratch: Uint8Array = new Uint8Array(scratchBytes);
  /** Bytes of `scratch` that wait for the rest of their frame. */
  #held = 0;
  /** What is received straight into memory of its own: a segment, or a prefix too large for `scratch`. */
  #direct: { readonly bytes: Uint8Array; filled: number } | undefined;
  /** The frame whose segments are coming in. Its head may lie in `scratch`, which stays untouched until then. */
  #open:
    | { readonly head: Uint8Array; readonly lengths: readonly number[]; readonly segments: Uint8Array[] }
    | undefined;

  constructor(onFrame: (frame: Frame) => void, maxFrameBytes: number = largestFrameBytes) {
    this.#onFrame = onFrame;
    this.#maxFrameBytes = maxFrameBytes;
    this.target = this.#scratch;
  }

  /** `count` bytes were written at the start of `target`. Throws a {@link FrameError}; the parser is useless then. */
  advance(count: number): void {
    const direct = this.#direct;
    if (direct === undefined) {
      this.#parse(this.#scratch.subarray(0, this.#held + count));
    } else {
      direct.filled += count;
      if (direct.filled === direct.bytes.length) {
        this.#direct = undefined;
        if (this.#open === undefined) this.#parse(direct.bytes);
        else this.#receiveSegments(empty);
      }
    }
    if (this.#direct !== undefined) this.target = this.#direct.bytes.subarray(this.#direct.filled);
    else this.target = this.#held === 0 ? this.#scratch : this.#scratch.subarray(this.#held);
  }

  /** The stream has ended. Throws a {@link FrameError} when that was in the middle of a frame. */
  end(): void {
    if (this.#held > 0 || this.#direct !== undefined)
      throw new FrameError("The stream ended in the middle of a frame.");
  }

  /** Takes all frames out of `bytes`, the last of which may be incomplete. */
  #parse(bytes: Uint8Array): void {
    let rest = bytes;
    this.#held = 0;
    while (rest.length >= fixedBytes) {
      const prefix = readPrefix(rest, this.#maxFrameBytes);
      if (rest.length < prefix.bytes) {
        if (prefix.bytes <= scratchBytes) break;
        this.#receiveInto(allocate(prefix.bytes), rest);
        return;
      }
      const head = rest.subarray(prefix.headAt, prefix.bytes);
      const lengths = readLengths(rest, prefix, this.#maxFrameBytes);
      this.#open = { head, lengths, segments: [] };
      rest = this.#receiveSegments(rest.subarray(prefix.bytes));
      if (this.#direct !== undefined) return;
    }
    if (rest.byteOffset > 0) this.#scratch.set(rest);
    this.#held = rest.length;
  }

  /** Fills the segments of the open frame from `bytes`, and the rest of them directly. Returns what follows the frame. */
  #receiveSegments(bytes: Uint8Array): Uint8Array {
    const { head, lengths, segments } = this.#open!;
    let rest = bytes;
    while (segments.length < lengths.length) {
      const segment = allocate(lengths[segments.length]!);
      segments.push(segment);
      if (segment.length > rest.length) {
        this.#receiveInto(segment, rest);
        return empty;
      }
      segment.set(rest.subarray(0, segment.length));
      rest = rest.subarray(segment.length);
    }
    this.#open = undefined;
    this.#onFrame({ head, segments });
    return rest;
  }

  #receiveInto(bytes: Uint8Array, beginning: Uint8Array): void {
    bytes.set(beginning);
    this.#direct = { bytes, filled: beginning.length };
  }
}

/** For carriers that are handed chunks: copies them through the parser. */
export function feed(parser: FrameParser, chunk: Uint8Array): void {
  let at = 0;
  while (at < chunk.length) {
    const { target } = parser;
    const count = Math.min(target.length, chunk.length - at);
    target.set(chunk.subarray(at, at + count));
    parser.advance(count);
    at += count;
  }
}

const empty = new Uint8Array(0);

interface Prefix {
  readonly headAt: number;
  /** Length of all that goes before the segments. */
  readonly bytes: number;
}

function readPrefix(bytes: Uint8Array, maxFrameBytes: number): Prefix {
  const headAt = fixedBytes + 8 * readUint32(bytes, 4);
  const prefix = { headAt, bytes: headAt + readUint32(bytes, 0) };
  if (prefix.bytes > maxFrameBytes) throw tooLarge(prefix.bytes, maxFrameBytes);
  return prefix;
}

function readLengths(bytes: Uint8Array, prefix: Prefix, maxFrameBytes: number): number[] {
  const lengths: number[] = [];
  let total = prefix.bytes;
  for (let at = fixedBytes; at < prefix.headAt; at += 8) {
    const length = readUint32(bytes, at) + readUint32(bytes, at + 4) * 2 ** 32;
    total += length;
    if (total > maxFrameBytes) throw tooLarge(total, maxFrameBytes);
    lengths.push(length);
  }
  return lengths;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function tooLarge(bytes: number, maxFrameBytes: number): FrameError {
  return new FrameError(`A frame of ${bytes} bytes is larger than the limit of ${maxFrameBytes} bytes.`);
}

/** Memory of its own (a typed array of any kind may begin at its start), not zeroed: every byte is about to be written. */
function allocate(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer);
}
