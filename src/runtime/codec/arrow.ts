import { segmentBytes } from "./binary.ts";
import { Extension } from "./extension.ts";
import type { Writer } from "./writer.ts";

/** A table as the bytes of an Arrow IPC stream: a `pyarrow.Table` in Python. */
export function encodeArrowStream(writer: Writer, stream: Uint8Array): void {
  const start = writer.beginExtension(Extension.arrow);
  if (stream.byteLength < segmentBytes) writer.binary(stream);
  else writer.unsigned(writer.segment(stream));
  writer.endExtension(start);
}
