import type { Remote } from "../call/remote.ts";
import type { PyRange } from "../values/containers.ts";
import type { TypedArray } from "../values/dtype.ts";
import type { PyPath } from "../values/identifiers.ts";
import type { PyFloat } from "../values/markers.ts";
import type { NumpyScalar } from "../values/ndarray.ts";
import type { PyComplex, PyDecimal, PyFraction } from "../values/numbers.ts";
import type { PyDate, PyDateTime, PyTime, PyTimeDelta } from "../values/temporal.ts";
import type { NDArray } from "../values/typed-ndarray.ts";
import type { PyClass } from "./classes.ts";
import type { PyInput } from "./py-call.ts";

/**
 * An iterable: a Python iterable, or anything that `for` or `for await` accepts. Where items are text, also a plain object,
 * for its keys.
 */
export type PyIterable<T> =
  | Iterable<T | Remote>
  | AsyncIterable<T | Remote>
  | (string extends T ? Readonly<Record<string, unknown>> : never)
  | Remote;

/** A sequence: an array. For numbers, also a range, a typed array or a numpy array; for text, also a string. */
export type PySequence<T> =
  | readonly (T | Remote)[]
  | (number extends T ? PyRange | NDArray | TypedArray : never)
  | (string extends T ? string : never)
  | Remote;

/** A mapping: a `Map`, or a plain object where keys are text. */
export type PyMapping<K, V> =
  | ReadonlyMap<K | Remote, V | Remote>
  | (string extends K ? Readonly<Record<string, V | Remote>> : never)
  | Remote;

/** A set: a `Set`, or a Python set. */
export type PySet<T> = ReadonlySet<T | Remote> | Remote;

/**
 * A callable: a TypeScript function, a generated function or a class.
 *
 * @typeParam Args the arguments that Python passes
 * @typeParam Result the result that Python expects; a promise of it is accepted too
 */
export type PyCallback<Args extends readonly unknown[], Result = unknown> =
  // As a method, so that functions may declare narrower argument types than Python's types contain.
  { call(...args: Args): Result | PromiseLike<Result> }["call"] | PyType;

/** A class: a generated one, or one in Python. Generated classes are recognized by `new`, because any function has a `prototype`. */
export type PyType = (PyClass & { readonly new: (...args: never[]) => unknown }) | Remote;

/** An object with a buffer of bytes. */
export type PyBytesLike = ArrayBufferView | ArrayBufferLike | NDArray | Remote;

/** A file system path other than text. */
export type PyPathLike = PyPath | Remote;

/** A number where Python expects a `float`. Python accepts integers too; `float(2)` is sent as a `float`. */
export type PyNumber = number | bigint | PyFloat | NumpyScalar | Remote;

/** An integer, or a value that Python accepts as a position or a size. */
export type PyIndex = number | bigint | boolean | NumpyScalar | Remote;

/** A value that Python's `int()` or `float()` converts, except text. */
export type PyNumeric = PyNumber | boolean | PyDecimal | PyFraction;

/** A single element of a numpy array. */
export type PyScalar =
  | number
  | bigint
  | boolean
  | string
  | null
  | Uint8Array
  | PyComplex
  | PyDateLike
  | PyTimeDeltaLike;

/** A value that numpy converts to an array: an array of any depth, a typed array, a single element. */
export type PyArrayLike<T = PyScalar> =
  | T
  | PyFloat
  | NumpyScalar
  | NDArray
  | TypedArray
  | PyRange
  | readonly PyArrayLike<T>[]
  | Remote;

/** For each kind of element in numpy: the single elements by value, and arrays of them. */
interface Elements {
  readonly bool: [boolean, NDArray<"bool">];
  readonly int: [number | bigint | boolean, NDArray<"bool" | "integer"> | IntegerArray];
  readonly float: [
    number | bigint | boolean | PyFloat,
    NDArray<"bool" | "integer" | "floating"> | IntegerArray | FloatArray,
  ];
  readonly complex: [
    number | bigint | boolean | PyFloat | PyComplex,
    NDArray<"bool" | "number"> | IntegerArray | FloatArray,
  ];
  readonly str: [string, NDArray<"str">];
  readonly bytes: [Uint8Array, NDArray<"bytes">];
  readonly any: [PyScalar | PyFloat, NDArray | IntegerArray | FloatArray];
}

type FloatArray = Float32Array | Float64Array;
// A Uint8Array is bytes by itself.
type IntegerArray = Exclude<TypedArray, FloatArray | Uint8Array | Uint8ClampedArray>;

/** An array-like whose element type is certain. It selects the overload. */
export type PyArrayOf<Element extends keyof Elements> = Nested<Elements[Element][0], Elements[Element][1]>;

type Nested<Element, Arrays> = Element | Arrays | readonly Nested<Element, Arrays>[];

/** A value that numpy converts to a dtype: `"float64"`, a class, the fields of a record. */
export type PyDTypeLike = string | null | readonly PyInput[] | Readonly<Record<string, PyInput>> | PyType;

/** One of the classes of `Temporal`. */
interface Temporal<Name extends string> {
  readonly [Symbol.toStringTag]: `Temporal.${Name}`;
}

/** A moment. */
export type PyDateTimeLike =
  | PyDateTime
  | Date
  | Temporal<"Instant">
  | Temporal<"PlainDateTime">
  | Temporal<"ZonedDateTime">;

/** A day. In Python, a `datetime` is a `date` too. */
export type PyDateLike = PyDate | Temporal<"PlainDate"> | PyDateTimeLike;

/** A time of day. */
export type PyTimeLike = PyTime | Temporal<"PlainTime">;

/** A duration. */
export type PyTimeDeltaLike = PyTimeDelta | Temporal<"Duration">;
