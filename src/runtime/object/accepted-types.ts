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

/** What Python iterates over: its own iterables, anything for `for` or `for await`, and for texts the keys of a plain object. */
export type PyIterable<T> =
  | Iterable<T | Remote>
  | AsyncIterable<T | Remote>
  | (string extends T ? Readonly<Record<string, unknown>> : never)
  | Remote;

/** A sequence: an array; for numbers also a range and what numpy has, for text also a string. */
export type PySequence<T> =
  | readonly (T | Remote)[]
  | (number extends T ? PyRange | NDArray | TypedArray : never)
  | (string extends T ? string : never)
  | Remote;

/** A mapping: a `Map`, and where keys are text, a plain object. */
export type PyMapping<K, V> =
  | ReadonlyMap<K | Remote, V | Remote>
  | (string extends K ? Readonly<Record<string, V | Remote>> : never)
  | Remote;

/** A set. */
export type PySet<T> = ReadonlySet<T | Remote> | Remote;

/**
 * What Python calls: a function, a generated one or a class.
 *
 * @typeParam Args what Python calls it with
 * @typeParam Result what it has to return, or a promise of it
 */
export type PyCallback<Args extends readonly unknown[], Result = unknown> =
  // As a method: a function that wants to know its arguments more exactly than Python's types tell them may say so.
  { call(...args: Args): Result | PromiseLike<Result> }["call"] | PyType;

/** A class: a generated one, or one in Python. Any function has a `prototype`, but no method `new`. */
export type PyType = (PyClass & { readonly new: (...args: never[]) => unknown }) | Remote;

/** An object with a buffer of bytes. */
export type PyBytesLike = ArrayBufferView | ArrayBufferLike | NDArray | Remote;

/** A path of the file system that is no text. */
export type PyPathLike = PyPath | Remote;

/** A number where Python wants a float: to it, an integer is one too. `float(2)` is one without doubt. */
export type PyNumber = number | bigint | PyFloat | NumpyScalar | Remote;

/** An integer, or what stands for one as a position or a size. */
export type PyIndex = number | bigint | boolean | NumpyScalar | Remote;

/** What `int()` or `float()` makes a number of, text aside. */
export type PyNumeric = PyNumber | boolean | PyDecimal | PyFraction;

/** A single element of an array of numpy. */
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

/** What numpy makes an array of: an array of any depth, a typed array, a single element. */
export type PyArrayLike<T = PyScalar> =
  | T
  | PyFloat
  | NumpyScalar
  | NDArray
  | TypedArray
  | PyRange
  | readonly PyArrayLike<T>[]
  | Remote;

/** By what they are for numpy: single elements by value, and arrays of them. */
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

/** What is an array-like of these elements without doubt: it decides which overload is meant. */
export type PyArrayOf<Element extends keyof Elements> = Nested<Elements[Element][0], Elements[Element][1]>;

type Nested<Element, Whole> = Element | Whole | readonly Nested<Element, Whole>[];

/** What numpy makes a dtype of: `"float64"`, a class, the fields of records. */
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

/** A day; to Python, a moment is one too. */
export type PyDateLike = PyDate | Temporal<"PlainDate"> | PyDateTimeLike;

/** A time of day. */
export type PyTimeLike = PyTime | Temporal<"PlainTime">;

/** A length of time. */
export type PyTimeDeltaLike = PyTimeDelta | Temporal<"Duration">;
