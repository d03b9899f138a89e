/** One frame: its head (msgpack) and its raw segments. See docs/internals/wire.md. */
export interface Frame {
  readonly head: Uint8Array;
  readonly segments: readonly Uint8Array[];
}

/** The largest frame whose lengths fit into its prefix and into one buffer of every supported Node. */
export const largestFrameBytes: number = 2 ** 32 - 1;

/** Bytes of the prefix before the segments' lengths: the head's length and the number of segments. */
export const fixedPrefixBytes = 8;

/** The peer sent bytes that are no frame, or a frame that is too large. */
export class FrameError extends Error {
  override readonly name: string = "FrameError";
}

/** Returns the bytes before the segments in one buffer: the lengths and the head. */
export function encodePrefix({ head, segments }: Frame): Uint8Array {
  const headAt = fixedPrefixBytes + 8 * segments.length;
  const prefix = Buffer.allocUnsafe(headAt + head.length);
  prefix.writeUInt32LE(head.length, 0);
  prefix.writeUInt32LE(segments.length, 4);
  for (let index = 0; index < segments.length; index++)
    prefix.writeBigUInt64LE(BigInt(segments[index]!.length), fixedPrefixBytes + 8 * index);
  prefix.set(head, headAt);
  return prefix;
}

export interface FramePrefix {
  readonly headAt: number;
  /** Length of the prefix: all bytes before the segments. */
  readonly bytes: number;
}

/** Reads the first bytes of a frame. Throws a {@link FrameError} when the prefix alone is beyond the limit. */
export function readPrefix(bytes: Uint8Array, maxFrameBytes: number): FramePrefix {
  const headAt = fixedPrefixBytes + 8 * readUint32(bytes, 4);
  const prefix = { headAt, bytes: headAt + readUint32(bytes, 0) };
  if (prefix.bytes > maxFrameBytes) throw tooLarge(prefix.bytes, maxFrameBytes);
  return prefix;
}

/** Reads the segments' lengths. Throws a {@link FrameError} when the whole frame is beyond the limit. */
export function readLengths(bytes: Uint8Array, prefix: FramePrefix, maxFrameBytes: number): number[] {
  const lengths: number[] = [];
  let total = prefix.bytes;
  for (let at = fixedPrefixBytes; at < prefix.headAt; at += 8) {
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
