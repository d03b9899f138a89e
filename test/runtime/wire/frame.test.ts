import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { encodePrefix, type Frame, FrameError } from "../../../src/runtime/wire/frame.ts";
import { FrameParser, feed } from "../../../src/runtime/wire/frame-parser.ts";

/** The bytes of a frame, as a carrier sends them. */
function encode(frame: Frame): Uint8Array {
  return Buffer.concat([encodePrefix(frame), ...frame.segments]);
}

/** Parses `bytes` cut into pieces of `size`; the frames are copied, because a head is valid only during the call. */
function parse(bytes: Uint8Array, size: number, maxFrameBytes?: number): Frame[] {
  const frames: Frame[] = [];
  const parser = new FrameParser(({ head, segments }) => {
    frames.push({ head: head.slice(), segments });
  }, maxFrameBytes);
  for (let at = 0; at < bytes.length; at += size) feed(parser, bytes.subarray(at, at + size));
  parser.end();
  return frames;
}

function bytesOf(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + seed) & 0xff);
}

/** A frame byte for byte, in a form that prints well when it differs. */
function digest({ head, segments }: Frame): string[] {
  return [head, ...segments].map(
    (bytes) => `${bytes.length} bytes, ${createHash("sha256").update(bytes).digest("hex")}`,
  );
}

const frames: Frame[] = [
  { head: bytesOf(5, 1), segments: [] },
  { head: bytesOf(0, 2), segments: [bytesOf(0, 3), bytesOf(1, 4)] },
  { head: bytesOf(300, 5), segments: [bytesOf(70_000, 6), bytesOf(0, 7), bytesOf(9, 8)] },
  { head: bytesOf(100_000, 9), segments: [bytesOf(8, 10), bytesOf(0, 11)] },
  { head: bytesOf(65_528, 12), segments: [] },
  { head: bytesOf(1, 13), segments: [] },
];

describe("frames", () => {
  test.each([1, 7, 8, 4096, 65_535, 65_536, 65_537, 1 << 20])(
    "are the same in pieces of %i bytes",
    (size) => {
      const parsed = parse(Buffer.concat(frames.map(encode)), size);
      expect(parsed.map(digest)).toEqual(frames.map(digest));
    },
  );

  test("give each segment memory of its own, aligned for every typed array", () => {
    const [frame] = parse(encode({ head: bytesOf(3, 0), segments: [bytesOf(16, 1), bytesOf(24, 2)] }), 1000);
    for (const segment of frame!.segments) {
      expect(segment.byteOffset).toBe(0);
      expect(segment.buffer.byteLength).toBe(segment.length);
    }
  });

  test("receive a large segment without a copy: the target is the segment itself", () => {
    const frame: Frame = { head: bytesOf(3, 0), segments: [bytesOf(1 << 20, 1)] };
    const bytes = encode(frame);
    let received: Frame | undefined;
    const parser = new FrameParser((f) => {
      received = f;
    });
    feed(parser, bytes.subarray(0, 100));
    const { target } = parser;
    expect(target.buffer.byteLength).toBe(1 << 20);
    feed(parser, bytes.subarray(100));
    expect(received!.segments[0]!.buffer).toBe(target.buffer);
  });
});

describe("a stream that is not frames", () => {
  test("ends in the middle", () => {
    const bytes = encode(frames[2]!);
    for (const length of [1, 7, 8, 20, 332, 340, 1000, bytes.length - 1])
      expect(() => parse(bytes.subarray(0, length), 64), String(length)).toThrow(FrameError);
  });

  test.each([
    ["head", { head: 0xffff_ffff, count: 0 }],
    ["table of segments", { head: 0, count: 0xffff_ffff }],
    ["segment", { head: 0, count: 1, length: 2n ** 64n - 1n }],
  ])(
    "claims a %s beyond the limit: refused before memory is taken",
    (_, claim: { head: number; count: number; length?: bigint }) => {
      const bytes = Buffer.alloc(16);
      bytes.writeUInt32LE(claim.head, 0);
      bytes.writeUInt32LE(claim.count, 4);
      bytes.writeBigUInt64LE(claim.length ?? 0n, 8);
      expect(() => parse(bytes, 16, 1_000_000)).toThrow(/larger than the limit of 1000000 bytes/);
    },
  );

  test("has segments that are too large together", () => {
    const frame: Frame = { head: bytesOf(1, 0), segments: [bytesOf(600, 1), bytesOf(600, 2)] };
    expect(() => parse(encode(frame), 64, 1000)).toThrow(FrameError);
    expect(parse(encode(frame), 64, 1225)).toHaveLength(1);
  });
});
