import { inspectAs } from "./inspect.ts";

/** A number that Python receives as a `float`, even without a fraction. Created by `float(2)`. */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

inspectAs(PyFloat, (value) => `float(${value.value})`);

/** Explicit keyword arguments, created by `kw({...})`. */
export class Kwargs<Entries extends object = Readonly<Record<string, unknown>>> {
  readonly entries: Entries;

  constructor(entries: Entries) {
    this.entries = entries;
  }
}

/** Marks a number as a Python `float`: Python receives `2` as an `int`, and `float(2)` as `2.0`. */
export function float(value: number): PyFloat {
  return new PyFloat(value);
}

/** Marks the last argument as keyword arguments, even where a plain object could be data. */
export function kw<const Entries extends object>(entries: Entries): Kwargs<Entries> {
  return new Kwargs(entries);
}

/** Python's `...`, as in `array.$item(tuple(ellipsis, 0))`. */
export const ellipsis: unique symbol = Symbol.for("snakebridge.Ellipsis");

/** Python's `NotImplemented`. */
export const notImplemented: unique symbol = Symbol.for("snakebridge.NotImplemented");
