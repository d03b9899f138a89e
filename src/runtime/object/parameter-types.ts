import type { Remote } from "../call/remote.ts";
import type { PyByteArray, PyFrozenSet, PyRange, PySlice, PyTuple } from "../values/containers.ts";
import type { PyPath, PyUuid } from "../values/identifiers.ts";
import type { Kwargs, PyFloat } from "../values/markers.ts";
import type { NDArray, NumpyScalar } from "../values/ndarray.ts";
import type { PyComplex, PyDecimal, PyFraction } from "../values/numbers.ts";
import type { PyDate, PyDateTime, PyTime, PyTimeDelta } from "../values/temporal.ts";
import type { PyClass } from "./classes.ts";
import type { PyInput } from "./py-call.ts";

/** A positional argument for an optional parameter. Not a plain object, because that would be keyword arguments. */
export type PyPositional =
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | Iterable<unknown>
  | AsyncIterable<unknown>
  | ((...args: never[]) => unknown)
  | Date
  | ArrayBufferLike
  | ArrayBufferView
  | Remote
  | PyClass
  | Value;

type Value =
  | NDArray
  | NumpyScalar
  | PyByteArray
  | PyComplex
  | PyDate
  | PyDateTime
  | PyDecimal
  | PyFloat
  | PyFraction
  | PyFrozenSet
  | PyPath
  | PyRange
  | PySlice
  | PyTime
  | PyTimeDelta
  | PyTuple
  | PyUuid;

/** Keyword arguments in the last place: a plain object, or one marked with `kw(...)`. */
export type PyKeywords<Entries extends object> = Entries | Kwargs<Entries>;

/**
 * Optional arguments as in Python: the first ones by position, the others by keyword in a trailing object.
 *
 * @typeParam Names the positional parameters, in Python's order: `[axis?: "axis", dtype?: "dtype"]`
 * @typeParam Keywords all parameters that can be passed by keyword, including those of `Names`
 */
export type PyRest<Names extends readonly unknown[], Keywords extends object> = Cuts<
  Required<Names>,
  Keywords
>;

/**
 * Any number of positional arguments, then keyword arguments. A plain object is a value, except in the last place.
 *
 * @typeParam Keywords all parameters that can be passed by keyword
 * @typeParam Item the type of each positional argument
 */
export type PyVariadic<Keywords extends object, Item = PyInput> =
  | (Record<never, never> extends Keywords ? NotPlain<Item>[] | [...Item[], NotPlain<Item>] : never)
  | [...Item[], PyKeywords<Keywords>];

/** One tuple type for each number of positional arguments. */
type Cuts<Names extends readonly unknown[], Keywords extends object> = Names extends readonly [
  ...infer Fewer,
  unknown,
]
  ? [...Places<Names, Keywords>, ...Trailing<Without<Keywords, Names[number]>>] | Cuts<Fewer, Keywords>
  : Trailing<Keywords>;

type Places<Names extends readonly unknown[], Keywords> = {
  [Index in keyof Names]: Names[Index] extends keyof Keywords ? Positional<Keywords[Names[Index]]> : never;
};

type Positional<T> = NotPlain<T> | undefined;

type NotPlain<T> = PyInput extends T ? PyPositional : Exclude<T, Readonly<Record<string, unknown>>>;

type Trailing<Keywords extends object> = [keyof Keywords] extends [never]
  ? []
  : Record<never, never> extends Keywords
    ? [kwargs?: PyKeywords<Keywords>]
    : [kwargs: PyKeywords<Keywords>];

/** Replaces `Omit`, which loses the known names if the object also accepts any name. */
type Without<Keywords, Names> = {
  [Name in keyof Keywords as Name extends Names ? never : Name]: Keywords[Name];
};
