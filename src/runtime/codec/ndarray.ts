import { dtypeOf, type TypedArray } from "../values/dtype.ts";
import { elementBytes, NDArray, NumpyScalar, readElements } from "../values/ndarray.ts";
import { segmentBytes } from "./binary.ts";
import { Extension } from "./extension.ts";
import { DecodingFailure } from "./failure.ts";
import type { Reader } from "./reader.ts";
import { decodeText, encodeText } from "./text.ts";
import type { Writer } from "./writer.ts";

export function encodeNDArray(writer: Writer, array: NDArray): void {
  const start = writer.beginExtension(Extension.ndarray);
  writer.arrayHeader(3);
  encodeText(writer, array.dtype);
  writer.arrayHeader(array.shape.length);
  for (const size of array.shape) writer.unsigned(size);
  const bytes = elementBytes(array.dtype, array.data);
  if (bytes.byteLength < segmentBytes) writer.binary(bytes);
  else writer.unsigned(writer.segment(bytes));
  writer.endExtension(start);
}

/** Encodes a typed array as a one-dimensional numpy array. */
export function encodeTypedArray(writer: Writer, data: TypedArray): void {
  encodeNDArray(writer, new NDArray(data, [data.length], dtypeOf(data)));
}

export function decodeNDArray(reader: Reader): NDArray {
  if (reader.arrayHeader() !== 3) throw new DecodingFailure("an ndarray has three parts");
  const dtype = decodeText(reader, textHeader(reader));
  const shape = Array.from({ length: reader.arrayHeader() }, () => reader.unsigned());
  const inline = reader.bytes[reader.at]!;
  const bytes =
    inline >= 0xc4 && inline <= 0xc6 ? reader.copy(reader.binaryHeader()) : reader.segment(reader.unsigned());
  return new NDArray(readElements(dtype, bytes), shape, dtype);
}

export function encodeNumpyScalar(writer: Writer, scalar: NumpyScalar): void {
  const start = writer.beginExtension(Extension.numpyScalar);
  writer.arrayHeader(2);
  encodeText(writer, scalar.dtype);
  writer.binary(scalar.bytes);
  writer.endExtension(start);
}

export function decodeNumpyScalar(reader: Reader): NumpyScalar {
  if (reader.arrayHeader() !== 2) throw new DecodingFailure("a numpy scalar has two parts");
  const dtype = decodeText(reader, textHeader(reader));
  return new NumpyScalar(dtype, reader.copy(reader.binaryHeader()));
}

/** A dtype is short text, but its header may be any of msgpack's. */
function textHeader(reader: Reader): number {
  const byte = reader.bytes[reader.advance(1)]!;
  if (byte >> 5 === 0b101) return byte & 0x1f;
  if (byte === 0xd9) return reader.bytes[reader.advance(1)]!;
  throw new DecodingFailure("expected the name of a dtype");
}
