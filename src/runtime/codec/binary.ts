import { PyByteArray } from "../values/containers.ts";
import { Extension } from "./extension.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** From this size on, bytes are sent in a segment and are not copied into the head. */
export const segmentBytes: number = 64 * 1024;

export function encodeBytes(writer: Writer, bytes: Uint8Array): void {
  if (bytes.byteLength < segmentBytes) {
    writer.binary(bytes);
    return;
  }
  const start = writer.beginExtension(Extension.bytesSegment);
  writer.unsigned(writer.segment(bytes));
  writer.endExtension(start);
}

export function encodeBuffer(writer: Writer, buffer: ArrayBuffer | SharedArrayBuffer): void {
  encodeBytes(writer, new Uint8Array(buffer));
}

export function encodeDataView(writer: Writer, view: DataView): void {
  encodeBytes(writer, new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
}

export function decodeBytesSegment(reader: Reader): Uint8Array {
  const segment = reader.segment(reader.unsigned());
  return new Uint8Array(segment.buffer, segment.byteOffset, segment.byteLength);
}

export function encodeByteArray(writer: Writer, bytes: PyByteArray): void {
  const start = writer.beginExtension(Extension.bytearray);
  writer.raw(bytes);
  writer.endExtension(start);
}

export function decodeByteArray(reader: Reader, size: number): PyByteArray {
  return new PyByteArray(reader.copy(size).buffer as ArrayBuffer);
}
