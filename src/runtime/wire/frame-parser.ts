import {
  type Frame,
  FrameError,
  fixedPrefixBytes,
  largestFrameBytes,
  readLengths,
  readPrefix,
} from "./frame.ts";

const scratchBytes = 64 * 1024;
const empty = new Uint8Array(0);

/**
 * Cuts a byte stream into frames without copying large segments. The reader puts its bytes into `target`: a segment's own
 * memory as soon as that segment's length is known.
 *
 * ```ts
 * parser.advance(read(parser.target));
 * ```
 */
export class FrameParser {
  /** The buffer for the next bytes. Never empty. */
  target: Uint8Array;
  readonly #onFrame: (frame: Frame) => void;
  readonly #maxFrameBytes: number;
  readonly #scratch: Uint8Array = new Uint8Array(scratchBytes);
  /** Bytes of `scratch` that wait for the rest of their frame. */
  #held = 0;
  /** The part that is received into its own memory: a segment, or a prefix too large for `scratch`. */
  #direct: { readonly bytes: Uint8Array; filled: number } | undefined;
  /** The frame whose segments are arriving. Its head may lie in `scratch`, which stays untouched until the last one. */
  #open:
    | { readonly head: Uint8Array; readonly lengths: readonly number[]; readonly segments: Uint8Array[] }
    | undefined;

  constructor(onFrame: (frame: Frame) => void, maxFrameBytes: number = largestFrameBytes) {
    this.#onFrame = onFrame;
    this.#maxFrameBytes = maxFrameBytes;
    this.target = this.#scratch;
  }

  /**
   * Takes `count` bytes that were written at the start of `target`. Throws a {@link FrameError}; the parser cannot be used
   * afterwards.
   */
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

  /** Ends the stream. Throws a {@link FrameError} in the middle of a frame. */
  end(): void {
    if (this.#held > 0 || this.#direct !== undefined)
      throw new FrameError("The stream ended in the middle of a frame.");
  }

  /** Takes all frames out of `bytes`, the last of which may be incomplete. */
  #parse(bytes: Uint8Array): void {
    let rest = bytes;
    this.#held = 0;
    while (rest.length >= fixedPrefixBytes) {
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

  /** Fills the segments of the open frame from `bytes`, and the others directly. Returns the bytes after the frame. */
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

/** Copies a chunk through the parser, for carriers that receive chunks in buffers of their library. */
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

/** Memory that is not zeroed, because every byte is about to be written. A typed array of any kind may begin at its start. */
function allocate(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer);
}
