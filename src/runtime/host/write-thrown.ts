import { Extension } from "../codec/extension.ts";
import { encodeText } from "../codec/text.ts";
import type { Writer } from "../codec/writer.ts";
import type { HostObjects } from "./host-objects.ts";

/** Longer messages and stacks stay on the host. */
const maxText = 4096;

/** Writes a thrown value as the Python exception that it is. Returns false, with nothing written, when it is none. */
export type WriteException = (writer: Writer, thrown: unknown) => boolean;

/** Writes a thrown value: as the Python exception that it is or creates, else as a number that identifies it when it returns. */
export function writeThrown(
  writer: Writer,
  thrown: unknown,
  objects: HostObjects,
  writeException: WriteException,
): void {
  if (writeException(writer, thrown)) return;
  const start = writer.beginExtension(Extension.thrown);
  writer.arrayHeader(4);
  writer.unsigned(objects.stage(thrown));
  const error = thrown instanceof Error ? thrown : undefined;
  encodeText(writer, read(() => error?.constructor.name) ?? typeof thrown);
  encodeText(writer, read(() => error?.message) ?? read(() => String(thrown)) ?? "");
  encodeText(writer, read(() => error?.stack) ?? "");
  writer.endExtension(start);
}

/** A thrown value may be anything, and its properties may throw. */
function read(property: () => unknown): string | undefined {
  try {
    const value = property();
    return typeof value === "string" ? value.slice(0, maxText) : undefined;
  } catch {
    return undefined;
  }
}
