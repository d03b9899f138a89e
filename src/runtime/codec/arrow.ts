import { segmentBytes } from "./binary.ts";
import { Extension } from "./extension.ts";
import type { Writer } from "./writer.ts";

/** Encodes a table as the bytes of an Arrow IPC stream. Python receives a `pyarrow.Table`. */
export function encodeArrowStream(writer: Writer, stream: Uint8Array): void {
  const start = writer.beginExtension(Extension.arrow);
  if (stream.byteLength < segmentBytes) writer.binary(stream);
  else writer.unsigned(writer.segment(stream));
  writer.endExtension(start);
}
