import { PyPath, PyUuid } from "../values/identifiers.ts";
import { Extension } from "./extension.ts";
import type { TextCodec } from "./extension-codec.ts";
import { DecodingFailure } from "./failure.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

export const path: TextCodec<PyPath> = {
  code: Extension.path,
  type: PyPath,
  toText: (value) => value.path,
  fromText: (text) => new PyPath(text),
};

export function encodeUuid(writer: Writer, value: PyUuid): void {
  const start = writer.beginExtension(Extension.uuid);
  writer.raw(Buffer.from(value.hex, "hex"));
  writer.endExtension(start);
}

export function decodeUuid(reader: Reader, size: number): PyUuid {
  if (size !== 16) throw new DecodingFailure("a UUID has 16 bytes");
  const start = reader.advance(16);
  return new PyUuid(reader.bytes.toString("hex", start, reader.at));
}
