import { encodeText } from "../codec/text.ts";
import type { Writer } from "../codec/writer.ts";
import { HostMessage } from "../wire/messages.ts";
import type { Request } from "./request.ts";

const nil = 0xc0;

/** Writes the message of a call: `[0, id, flags, op, payload, metadata?, invocation?]`, see docs/internals/wire.md. */
export function writeCall(
  writer: Writer,
  request: Request,
  id: number,
  invocation: number | undefined,
): void {
  const { metadata } = request;
  writer.arrayHeader(invocation !== undefined ? 7 : metadata === undefined ? 5 : 6);
  writer.unsigned(HostMessage.call);
  writer.unsigned(id);
  writer.unsigned(request.flags);
  writer.unsigned(request.op);
  const start = writer.beginBinary();
  request.write(writer);
  writer.endBinary(start);
  if (metadata !== undefined) writeMetadata(writer, metadata);
  else if (invocation !== undefined) writer.byte(nil);
  if (invocation !== undefined) writer.unsigned(invocation);
  writer.checkSize();
}

function writeMetadata(writer: Writer, metadata: Readonly<Record<string, string>>): void {
  const entries = Object.entries(metadata);
  writer.mapHeader(entries.length);
  for (const [name, value] of entries) {
    encodeText(writer, String(name));
    encodeText(writer, String(value));
  }
}
