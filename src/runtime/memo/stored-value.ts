import { decodeExactly } from "../codec/decode.ts";
import { encodeValue } from "../codec/encode.ts";
import { Reader } from "../codec/reader.ts";
import { Writer } from "../codec/writer.ts";

/** Larger results are not kept. */
const largestBytes = 1 << 20;

/** Returns the value as a new copy each time, so that no caller sees another one's changes. */
export type StoredValue = () => unknown;

const noRemotes = {
  writeRemote(): boolean {
    throw new TypeError("it lives in Python");
  },
  receive(): never {
    throw new TypeError("it lives in Python");
  },
};

/** Returns `undefined` for values that cannot be kept: Python objects, and large values. */
export function storedValue(value: unknown): StoredValue | undefined {
  if (typeof value !== "object" || value === null) return () => value;
  const writer = new Writer(noRemotes, largestBytes);
  try {
    encodeValue(writer, value);
    writer.checkSize();
  } catch {
    return undefined;
  }
  const { head, segments } = writer.take();
  const [keptHead, ...keptSegments] = [head, ...segments].map((part) => Uint8Array.from(part));
  return () => {
    const copies = keptSegments.map((segment) => segment.slice());
    return decodeExactly(new Reader(keptHead!, copies, noRemotes), keptHead!.length);
  };
}
