import type { PyByteArray, PyFrozenSet, PyTuple } from "../values/containers.ts";
import type { TypedArray } from "../values/dtype.ts";
import type { PyFloat } from "../values/markers.ts";
import type { NDArray } from "../values/ndarray.ts";
import type { PyDate, PyDateTime } from "../values/temporal.ts";
import type { PyDateLike, PyDateTimeLike } from "./accepted-types.ts";
import type { PyClass } from "./classes.ts";
import type { IterateOptions } from "./iterate.ts";
import type { PyAttribute } from "./py-attribute.ts";
import type { LazyCall, PyInput } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";

/** An iterable object that stays in Python: an iterator, a generator, a view, a sequence with its own class. */
export interface PyItems<Item = unknown, Return = unknown, Sent = PyInput> extends PyObject {
  $iter(options?: IterateOptions): AsyncGenerator<Item, Return, Sent>;
  [Symbol.asyncIterator](): AsyncGenerator<Item, Return, Sent>;
}

/** The type of a result when Python returns an argument of type `T` unchanged. */
export type PyReturned<T> = unknown extends T
  ? unknown
  : T extends LazyCall<infer Result> | PyAttribute<infer Result>
    ? Result
    : T extends string | number | boolean | null | PyObject | PyFrozenSet | PyByteArray | NDArray
      ? T
      : T extends undefined
        ? null
        : T extends bigint
          ? number | bigint
          : T extends PyFloat
            ? number
            : ReturnedObject<T>;

type ReturnedObject<T> = T extends PyClass
  ? PyObject
  : T extends (...args: never[]) => unknown
    ? T
    : T extends PyDateTimeLike
      ? PyDateTime
      : T extends PyDateLike
        ? PyDate
        : T extends Uint8Array | ArrayBufferLike | DataView
          ? Uint8Array
          : T extends TypedArray
            ? NDArray<T>
            : ReturnedContainer<T>;

type ReturnedContainer<T> =
  T extends PyTuple<infer Item>
    ? PyTuple<PyReturned<Item>>
    : T extends readonly (infer Item)[]
      ? PyReturned<Item>[]
      : T extends ReadonlyMap<infer Key, infer Value>
        ? Map<PyReturned<Key>, PyReturned<Value>>
        : T extends ReadonlySet<infer Item>
          ? Set<PyReturned<Item>>
          : T extends Iterable<infer Item> | AsyncIterable<infer Item>
            ? PyItems<PyReturned<Item>>
            : T extends object
              ? { [Key in keyof T]: PyReturned<T[Key]> }
              : T;
