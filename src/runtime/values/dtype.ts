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

/** How a typed array stores the elements of a numpy dtype. */
export interface Layout {
  readonly array: TypedArrayConstructor;
  /** Bytes of one element. */
  readonly itemBytes: number;
  /** Entries of the typed array for one element: 2 for complex numbers, `itemBytes` for opaque bytes. */
  readonly width: number;
  /** Whether the byte order differs from this machine's. */
  readonly swapped: boolean;
}

// Node 24 has Float16Array. Older versions show the 16 bits of each number.
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
  if (match === null) throw new RangeError(`${JSON.stringify(dtype)} is not a numpy dtype`);
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

const dtypes: Readonly<Record<string, string>> = {
  Int8Array: "|i1",
  Uint8Array: "|u1",
  Uint8ClampedArray: "|u1",
  Int16Array: `${nativeOrder}i2`,
  Uint16Array: `${nativeOrder}u2`,
  Int32Array: `${nativeOrder}i4`,
  Uint32Array: `${nativeOrder}u4`,
  Float16Array: `${nativeOrder}f2`,
  Float32Array: `${nativeOrder}f4`,
  Float64Array: `${nativeOrder}f8`,
  BigInt64Array: `${nativeOrder}i8`,
  BigUint64Array: `${nativeOrder}u8`,
};

/** The typed array classes of this JavaScript engine. */
export const typedArrays: readonly { readonly prototype: object }[] = Object.keys(dtypes).flatMap(
  (name) => (globalThis as unknown as Record<string, { prototype: object } | undefined>)[name] ?? [],
);

/** Returns the default dtype of a typed array, from any realm. */
export function dtypeOf(data: object): string | undefined {
  return dtypes[(data as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? ""];
}

/** Reverses the bytes of each group of `size`, in place. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  for (let start = 0; start + size <= bytes.length; start += size)
    bytes.subarray(start, start + size).reverse();
}
