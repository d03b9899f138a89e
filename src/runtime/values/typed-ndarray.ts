import type { TypedArray } from "./dtype.ts";
import { NDArray as AnyArray } from "./ndarray.ts";

interface Element<Data extends TypedArray, Text extends string> {
  readonly data: Data;
  readonly dtype: Text;
}

type Order = "<" | ">";

/** For each dtype name of numpy: the typed array of its elements, and the form of its `dtype.str`. */
interface Exact {
  readonly bool: Element<Uint8Array, "|b1">;
  readonly int8: Element<Int8Array, "|i1">;
  readonly int16: Element<Int16Array, `${Order}i2`>;
  readonly int32: Element<Int32Array, `${Order}i4`>;
  readonly int64: Element<BigInt64Array, `${Order}i8`>;
  readonly uint8: Element<Uint8Array, "|u1">;
  readonly uint16: Element<Uint16Array, `${Order}u2`>;
  readonly uint32: Element<Uint32Array, `${Order}u4`>;
  readonly uint64: Element<BigUint64Array, `${Order}u8`>;
  /** The data is a Float16Array, or the bits of each number where the engine has no Float16Array. */
  readonly float16: Element<Uint16Array, `${Order}f2`>;
  readonly float32: Element<Float32Array, `${Order}f4`>;
  readonly float64: Element<Float64Array, `${Order}f8`>;
  readonly complex64: Element<Float32Array, `${Order}c8`>;
  readonly complex128: Element<Float64Array, `${Order}c16`>;
  readonly datetime64: Element<BigInt64Array, `${Order}M8${string}`>;
  readonly timedelta64: Element<BigInt64Array, `${Order}m8${string}`>;
  readonly str: Element<Uint8Array, `${Order}U${number}`>;
  readonly bytes: Element<Uint8Array, `|S${number}`>;
}

/** numpy's abstract dtype classes, with the dtypes that they contain. */
interface Kinds {
  readonly signedinteger: "int8" | "int16" | "int32" | "int64";
  readonly unsignedinteger: "uint8" | "uint16" | "uint32" | "uint64";
  readonly integer: Kinds["signedinteger"] | Kinds["unsignedinteger"];
  readonly floating: "float16" | "float32" | "float64";
  readonly complexfloating: "complex64" | "complex128";
  readonly inexact: Kinds["floating"] | Kinds["complexfloating"];
  readonly number: Kinds["integer"] | Kinds["inexact"];
}

/** numpy's name of a dtype, or of a class of dtypes: `"float64"`, `"bool"`, `"integer"`. */
export type DType = keyof Exact | keyof Kinds;

type ExactOf<Name> = Name extends keyof Kinds ? Kinds[Name] : Name;

type ElementOf<Element> = Exact[Extract<ExactOf<Element>, keyof Exact>];
type DataOf<Element> = Element extends TypedArray ? Element : ElementOf<Element>["data"];
type TextOf<Element> = Element extends DType ? ElementOf<Element>["dtype"] : string;

/**
 * A numpy array: C-contiguous, in this machine's byte order. `data` depends on the dtype:
 *
 * - `bool`: a Uint8Array
 * - complex numbers: real and imaginary parts, interleaved
 * - `datetime64` and `timedelta64`: a BigInt64Array in the dtype's unit
 * - `float16`: a Float16Array, or a Uint16Array of the bits where the engine has no Float16Array
 * - text and records: bytes
 *
 * @typeParam Element numpy's name of the dtype, `"float64"`, or the class of `data`
 * @typeParam Shape one number for each axis, if the number of axes is known: `[number, number]`
 */
export type NDArray<
  Element extends DType | TypedArray = TypedArray,
  Shape extends readonly number[] = readonly number[],
> = AnyArray<DataOf<Element>, Shape, TextOf<Element>>;

/** Creates an array for numpy. Arrays from Python are instances of the same class. */
export const NDArray: typeof AnyArray = AnyArray;
