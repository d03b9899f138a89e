export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

interface TypedArrayConstructor {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): TypedArray;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): TypedArray;
}

/** How elements of a numpy dtype lie in a typed array. */
export interface Layout {
  readonly array: TypedArrayConstructor;
  /** Bytes of one element. */
  readonly itemBytes: number;
  /** Entries of the typed array for one element: 2 for complex numbers, `itemBytes` for opaque ones. */
  readonly width: number;
  /** The bytes are in the other order than this machine's. */
  readonly swapped: boolean;
}

// Node 24 has Float16Array; before it, the 16 bits of each number are given as they are.
const half = (globalThis as { Float16Array?: TypedArrayConstructor }).Float16Array ?? Uint16Array;

const arrays: Readonly<Record<string, TypedArrayConstructor>> = {
  b1: Uint8Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  u8: BigUint64Array,
  f2: half,
  f4: Float32Array,
  f8: Float64Array,
  c8: Float32Array,
  c16: Float64Array,
  M8: BigInt64Array,
  m8: BigInt64Array,
};

const nativeOrder = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? "<" : ">";

/** Reads numpy's `dtype.str`. Kinds without a typed array (`S`, `U`, `V`, long double) are opaque bytes. */
export function layoutOf(dtype: string): Layout {
  const match = /^([<>|=])([a-zA-Z])(\d+)(\[.*\])?$/.exec(dtype);
  if (match === null) throw new RangeError(`${JSON.stringify(dtype)} is no numpy dtype`);
  const [, order, kind, digits] = match;
  const array = arrays[kind! + digits!];
  if (array === undefined) {
    const itemBytes = Number(digits) * (kind === "U" ? 4 : 1);
    return { array: Uint8Array, itemBytes, width: itemBytes, swapped: false };
  }
  const itemBytes = Number(digits);
  const swapped = array.BYTES_PER_ELEMENT > 1 && (order === "<" || order === ">") && order !== nativeOrder;
  return { array, itemBytes, width: itemBytes / array.BYTES_PER_ELEMENT, swapped };
}

const dtypes = new Map<object, string>([
  [Int8Array.prototype, "|i1"],
  [Uint8Array.prototype, "|u1"],
  [Uint8ClampedArray.prototype, "|u1"],
  [Int16Array.prototype, `${nativeOrder}i2`],
  [Uint16Array.prototype, `${nativeOrder}u2`],
  [Int32Array.prototype, `${nativeOrder}i4`],
  [Uint32Array.prototype, `${nativeOrder}u4`],
  [Float32Array.prototype, `${nativeOrder}f4`],
  [Float64Array.prototype, `${nativeOrder}f8`],
  [BigInt64Array.prototype, `${nativeOrder}i8`],
  [BigUint64Array.prototype, `${nativeOrder}u8`],
  ...(half === Uint16Array
    ? []
    : [[(half as { prototype?: object }).prototype!, `${nativeOrder}f2`] as const]),
]);

/** The dtype that a typed array has by itself. */
export function dtypeOf(data: object): string | undefined {
  return dtypes.get(Object.getPrototypeOf(data));
}

/** Reverses the bytes of each group of `size`, in place. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  for (let start = 0; start + size <= bytes.length; start += size)
    bytes.subarray(start, start + size).reverse();
}
