import type { TypedArray } from "./dtype.ts";
import { NDArray as AnyArray } from "./ndarray.ts";

interface Held<Data extends TypedArray, Text extends string> {
  readonly data: Data;
  readonly dtype: Text;
}

type Order = "<" | ">";

/** By numpy's name of a dtype: what holds its elements, and what its `dtype.str` looks like. */
interface Exact {
  readonly bool: Held<Uint8Array, "|b1">;
  readonly int8: Held<Int8Array, "|i1">;
  readonly int16: Held<Int16Array, `${Order}i2`>;
  readonly int32: Held<Int32Array, `${Order}i4`>;
  readonly int64: Held<BigInt64Array, `${Order}i8`>;
  readonly uint8: Held<Uint8Array, "|u1">;
  readonly uint16: Held<Uint16Array, `${Order}u2`>;
  readonly uint32: Held<Uint32Array, `${Order}u4`>;
  readonly uint64: Held<BigUint64Array, `${Order}u8`>;
  /** Its data is a Float16Array where there is one, and otherwise the bits of each number. */
  readonly float16: Held<Uint16Array, `${Order}f2`>;
  readonly float32: Held<Float32Array, `${Order}f4`>;
  readonly float64: Held<Float64Array, `${Order}f8`>;
  readonly complex64: Held<Float32Array, `${Order}c8`>;
  readonly complex128: Held<Float64Array, `${Order}c16`>;
  readonly datetime64: Held<BigInt64Array, `${Order}M8${string}`>;
  readonly timedelta64: Held<BigInt64Array, `${Order}m8${string}`>;
  readonly str: Held<Uint8Array, `${Order}U${number}`>;
  readonly bytes: Held<Uint8Array, `|S${number}`>;
}

/** numpy's abstract classes of dtypes, by those that they stand for. */
interface Kinds {
  readonly signedinteger: "int8" | "int16" | "int32" | "int64";
  readonly unsignedinteger: "uint8" | "uint16" | "uint32" | "uint64";
  readonly integer: Kinds["signedinteger"] | Kinds["unsignedinteger"];
  readonly floating: "float16" | "float32" | "float64";
  readonly complexfloating: "complex64" | "complex128";
  readonly inexact: Kinds["floating"] | Kinds["complexfloating"];
  readonly number: Kinds["integer"] | Kinds["inexact"];
}

/** A dtype as numpy calls it, or a class of dtypes: `"float64"`, `"bool"`, `"integer"`. */
export type DType = keyof Exact | keyof Kinds;

type ExactOf<Name> = Name extends keyof Kinds ? Kinds[Name] : Name;

type HeldBy<Element> = Exact[Extract<ExactOf<Element>, keyof Exact>];
type DataOf<Element> = Element extends TypedArray ? Element : HeldBy<Element>["data"];
type TextOf<Element> = Element extends DType ? HeldBy<Element>["dtype"] : string;

/**
 * A numpy array: C-contiguous, in this machine's byte order. `bool` is a Uint8Array, complex numbers are interleaved,
 * `datetime64` and `timedelta64` are a BigInt64Array in the dtype's unit, `float16` is a Float16Array where there is one
 * (else a Uint16Array of its bits), text and records are bytes.
 *
 * @typeParam Element numpy's name of the dtype, `"float64"`, or the class of `data`
 * @typeParam Shape one number for each axis, where it is known how many there are: `[number, number]`
 */
export type NDArray<
  Element extends DType | TypedArray = TypedArray,
  Shape extends readonly number[] = readonly number[],
> = AnyArray<DataOf<Element>, Shape, TextOf<Element>>;

/** Makes an array for numpy. Not a class of its own: what arrives is of the same. */
export const NDArray: typeof AnyArray = AnyArray;
