import { inspectAs } from "./inspect.ts";

/** A number that arrives in Python as `float`, even when it has no fraction. Made by `float(2)`. */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

inspectAs(PyFloat, (value) => `float(${value.value})`);

/** Keyword arguments without doubt. Made by `kw({...})`. */
export class Kwargs<Entries extends object = Readonly<Record<string, unknown>>> {
  readonly entries: Entries;

  constructor(entries: Entries) {
    this.entries = entries;
  }
}

/** `2` crosses as Python's `int`; `float(2)` crosses as `2.0`. */
export function float(value: number): PyFloat {
  return new PyFloat(value);
}

/** Marks the last argument as keyword arguments, also where any plain object could be data. */
export function kw<const Entries extends object>(entries: Entries): Kwargs<Entries> {
  return new Kwargs(entries);
}

/** Python's `...`, as in `array.$item(tuple(ellipsis, 0))`. */
export const ellipsis: unique symbol = Symbol.for("snakebridge.Ellipsis");

/** Python's `NotImplemented`. */
export const notImplemented: unique symbol = Symbol.for("snakebridge.NotImplemented");
