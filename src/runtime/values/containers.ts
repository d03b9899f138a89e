import { inspectAs } from "./inspect.ts";

/** A Python tuple: an array that Python receives as a tuple. Arrays derived from it (`map`, `slice`…) are plain arrays. */
export class PyTuple<T = unknown> extends Array<T> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** Creates a tuple for Python: `array.$item(tuple(0, 1))`. TypeScript knows the type of each item. */
export function tuple<T extends readonly unknown[]>(...items: T): PyTuple<T[number]> & Readonly<T> {
  const result = new PyTuple<T[number]>();
  for (const item of items) result.push(item);
  return result as PyTuple<T[number]> & Readonly<T>;
}

/** A Python frozenset. */
export class PyFrozenSet<T = unknown> extends Set<T> {}

/** A Python bytearray. */
export class PyByteArray extends Uint8Array {}

/** A Python range. Iterating over it does not call Python. */
export class PyRange implements Iterable<number | bigint> {
  readonly start: number | bigint;
  readonly stop: number | bigint;
  readonly step: number | bigint;

  constructor(start: number | bigint, stop: number | bigint, step: number | bigint = 1) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  *[Symbol.iterator](): IterableIterator<number | bigint> {
    const { start, stop, step } = this;
    if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
      for (let at = start; step > 0 ? at < stop : at > stop; at += step) yield at;
    } else {
      const [end, by] = [BigInt(stop), BigInt(step)];
      for (let at = BigInt(start); by > 0n ? at < end : at > end; at += by) yield at;
    }
  }
}

inspectAs(PyRange, (value) => `range(${value.start}, ${value.stop}, ${value.step})`);

/** A Python slice, created by `slice(0, 10)`. A bound of `null` is open. */
export class PySlice {
  readonly start: unknown;
  readonly stop: unknown;
  readonly step: unknown;

  constructor(start: unknown, stop: unknown, step: unknown = null) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

inspectAs(PySlice, (value) => `slice(${value.start}, ${value.stop}, ${value.step})`);

/**
 * Creates a slice for Python, with Python's parameters: `slice(10)` is `[:10]`, `slice(2, null)` is `[2:]`, `slice(null)` is
 * `[:]`.
 */
export function slice(stop: unknown): PySlice;
export function slice(start: unknown, stop: unknown, step?: unknown): PySlice;
export function slice(...bounds: unknown[]): PySlice {
  const [start, stop, step] = bounds.length === 1 ? [null, bounds[0]] : bounds;
  return new PySlice(start ?? null, stop ?? null, step ?? null);
}
