import { datetime64Date, datetime64Text, timedelta64Text } from "./datetime64.ts";
import { dtypeOf, layoutOf, swapBytes, type TypedArray } from "./dtype.ts";
import { inspectAs } from "./inspect.ts";
import { PyComplex } from "./numbers.ts";

/**
 * A numpy array: C-contiguous, in this machine's byte order. `data` depends on the dtype:
 *
 * - `bool`: a Uint8Array
 * - complex numbers: real and imaginary parts, interleaved
 * - `datetime64` and `timedelta64`: a BigInt64Array in the dtype's unit
 * - `float16`: a Float16Array, or a Uint16Array of the bits where the engine has no Float16Array
 * - text and records: bytes
 */
export class NDArray<
  Data extends TypedArray = TypedArray,
  Shape extends readonly number[] = readonly number[],
  Text extends string = string,
> {
  readonly data: Data;
  readonly shape: Shape;
  /** numpy's `dtype.str`: `"<f8"`, `"|b1"`, `"<M8[ns]"`. */
  readonly dtype: Text;

  constructor(data: Data, shape?: Shape, dtype?: Text);
  constructor(
    data: Data,
    shape: readonly number[] = [data.length],
    dtype: string | undefined = dtypeOf(data),
  ) {
    if (dtype === undefined) throw new TypeError("NDArray() takes a typed array");
    const elements = shape.reduce((product, size) => product * size, 1);
    const { width } = layoutOf(dtype);
    if (elements * width !== data.length)
      throw new RangeError(
        `An array of shape [${shape}] and dtype ${dtype} needs ${elements * width} entries, but data has ${data.length}`,
      );
    this.data = data;
    this.shape = shape as Shape;
    this.dtype = dtype as Text;
  }

  /** The distance between neighbours along each axis, in elements. */
  get strides(): number[] {
    const strides: number[] = new Array(this.shape.length);
    let step = 1;
    for (let axis = this.shape.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= this.shape[axis]!;
    }
    return strides;
  }
}

inspectAs(
  NDArray,
  (value, nested) =>
    `ndarray(${value.shape.join("x") || "scalar"}, ${value.dtype}) ${nested(value.data, { maxArrayLength: 6 })}`,
);

/** A numpy scalar that JavaScript has no type for, such as `float32` or `datetime64`. */
export class NumpyScalar {
  readonly dtype: string;
  /** Its bytes as in numpy's memory. */
  readonly bytes: Uint8Array;
  /**
   * A number, boolean, complex number, text or bigint; for other dtypes, the bytes. For `datetime64` and `timedelta64` the
   * bigint counts the dtype's units.
   */
  readonly value: unknown;

  constructor(dtype: string, bytes: Uint8Array) {
    this.dtype = dtype;
    this.bytes = bytes;
    this.value = scalarValue(dtype, bytes);
  }

  valueOf(): unknown {
    return this.value;
  }

  /**
   * Converts a `datetime64`, interpreted as UTC, to the millisecond. Returns an invalid Date for `NaT`. Throws a `TypeError`
   * for other dtypes.
   */
  toDate(): Date {
    if (this.dtype[1] !== "M")
      throw new TypeError(`a numpy scalar of dtype ${this.dtype} is not a datetime64`);
    return datetime64Date(this.value as bigint, this.dtype);
  }

  /** Formats it as numpy does: `2024-03-01T12:00:00`, `5 days`, `NaT`. */
  toString(): string {
    if (this.dtype[1] === "M") return datetime64Text(this.value as bigint, this.dtype);
    if (this.dtype[1] === "m") return timedelta64Text(this.value as bigint, this.dtype);
    return String(this.value);
  }

  toJSON(): unknown {
    return typeof this.value === "bigint" ? this.toString() : this.value;
  }
}

inspectAs(
  NumpyScalar,
  (value, nested) =>
    `numpy(${value.dtype}) ${/^.[mM]/.test(value.dtype) ? String(value) : nested(value.value)}`,
);

/** Reads numpy's bytes into a typed array: a view if alignment and byte order allow it, else a copy. */
export function readElements(dtype: string, bytes: Uint8Array): TypedArray {
  const { array, swapped } = layoutOf(dtype);
  const size = array.BYTES_PER_ELEMENT;
  if (bytes.byteLength % size !== 0)
    throw new RangeError(`${bytes.byteLength} bytes are not a whole number of ${dtype} elements`);
  const aligned = bytes.byteOffset % size === 0 && !swapped ? bytes : new Uint8Array(bytes);
  if (swapped) swapBytes(aligned, size);
  return new array(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}

/** Returns the bytes in the dtype's byte order: a view, or a copy if this machine's order differs. */
export function elementBytes(dtype: string, data: TypedArray): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const { array, swapped } = layoutOf(dtype);
  if (!swapped) return bytes;
  const copy = new Uint8Array(bytes);
  swapBytes(copy, array.BYTES_PER_ELEMENT);
  return copy;
}

function scalarValue(dtype: string, bytes: Uint8Array): unknown {
  const kind = dtype[1];
  if (kind === "U") return utf32(bytes, dtype.startsWith(">"));
  const data = readElements(dtype, bytes);
  if (kind === "c" && data.length === 2) return new PyComplex(Number(data[0]), Number(data[1]));
  if (data.length !== 1 || kind === "S" || kind === "V") return bytes;
  if (kind === "b") return data[0] !== 0;
  return kind === "f" && data instanceof Uint16Array ? halfToNumber(data[0]!) : data[0];
}

function utf32(bytes: Uint8Array, bigEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at < bytes.byteLength; at += 4)
    text += String.fromCodePoint(view.getUint32(at, !bigEndian));
  return text.replace(/\0+$/, "");
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
