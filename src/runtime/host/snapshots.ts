import { formOf } from "./iterable-form.ts";

/** The encoder refuses deeper values. */
const maxDepth = 100;

/** Copies values that the program may change before they are written: an iterator may yield the same array repeatedly. */
export class Snapshots {
  /** The size of all copied texts and buffers. */
  bytes = 0;
  /** Whether a value could not be copied, and may change when the iterator continues. */
  isLive = false;

  take(value: unknown): unknown {
    try {
      return this.#copy(value, 0);
    } catch (error) {
      if (error instanceof TooDeep) return value;
      throw error;
    }
  }

  #copy(value: unknown, depth: number): unknown {
    if (typeof value === "string") this.bytes += value.length;
    if (typeof value === "function") this.isLive = true;
    if (typeof value !== "object" || value === null) return value;
    if (depth > maxDepth) throw new TooDeep();
    switch (Object.getPrototypeOf(value)) {
      case Array.prototype:
        return (value as unknown[]).map((item) => this.#copy(item, depth + 1));
      case Object.prototype:
      case null:
        if (formOf(value) !== undefined) return this.#live(value);
        return this.#record(value as Record<string, unknown>, depth + 1);
      case Map.prototype:
        return new Map([...(value as Map<unknown, unknown>)].map(([k, v]) => [k, this.#copy(v, depth + 1)]));
      case Set.prototype:
        return new Set(value as Set<unknown>);
      default:
        return ArrayBuffer.isView(value) ? this.#buffer(value) : this.#live(value);
    }
  }

  #live(value: object): object {
    this.isLive = true;
    return value;
  }

  #record(record: Record<string, unknown>, depth: number): Record<string, unknown> {
    const copy = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(record)) copy[key] = this.#copy(record[key], depth);
    return copy;
  }

  #buffer(view: ArrayBufferView): ArrayBufferView {
    this.bytes += view.byteLength;
    const { buffer, byteOffset, byteLength } = view;
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    const base = view instanceof DataView ? DataView : baseOf(view);
    return Object.setPrototypeOf(new base(bytes), Object.getPrototypeOf(view)) as ArrayBufferView;
  }
}

class TooDeep extends Error {}

/** Returns the built-in class of a view: `Uint8Array` for a Buffer. No program can change the tag. */
function baseOf(view: ArrayBufferView): new (buffer: ArrayBufferLike) => ArrayBufferView {
  const name = (view as Uint8Array)[Symbol.toStringTag];
  return (globalThis as unknown as Record<string, new (buffer: ArrayBufferLike) => ArrayBufferView>)[name]!;
}
