import { encodeValue } from "../codec/encode.ts";
import { Extension } from "../codec/extension.ts";
import { encodeText } from "../codec/text.ts";
import type { Writer } from "../codec/writer.ts";
import { Elsewhere } from "../connection/wrong-worker-error.ts";
import { SnakebridgeError } from "../errors.ts";
import { symbolOf } from "../object/classes.ts";
import { exceptionOf } from "../object/python-error.ts";
import { Remote } from "../object/remote.ts";
import type { HostObjects } from "./host-objects.ts";

/** Longer messages and stacks are for the host's own eyes. */
const maxText = 4096;

/** What a function threw: the Python exception that it is, or will be, or else a number by which it is found again. */
export function writeThrown(writer: Writer, thrown: unknown, objects: HostObjects): void {
  const exception = exceptionOf(thrown) ?? remoteException(thrown);
  if (exception !== undefined) {
    const mark = writer.mark();
    try {
      encodeValue(writer, exception);
      return;
    } catch (error) {
      // It lives on another worker, or does not live any more.
      if (!(error instanceof SnakebridgeError || error instanceof Elsewhere)) throw error;
      writer.rollback(mark);
    }
  }
  const start = writer.beginExtension(Extension.thrown);
  writer.arrayHeader(4);
  writer.unsigned(objects.stage(thrown));
  const error = thrown instanceof Error ? thrown : undefined;
  encodeText(writer, read(() => error?.constructor.name) ?? typeof thrown);
  encodeText(writer, read(() => error?.message) ?? read(() => String(thrown)) ?? "");
  encodeText(writer, read(() => error?.stack) ?? "");
  writer.endExtension(start);
}

/** `throw call("builtins", "KeyError", [key])`, `throw symbol("builtins", "StopIteration")`, `throw ValueError` (a generated class). */
function remoteException(thrown: unknown): object | undefined {
  if (thrown instanceof Remote) return thrown;
  return typeof thrown === "function" && symbolOf(thrown) !== undefined ? thrown : undefined;
}

/** What was thrown may be anything, and its properties may throw. */
function read(property: () => unknown): string | undefined {
  try {
    const value = property();
    return typeof value === "string" ? value.slice(0, maxText) : undefined;
  } catch {
    return undefined;
  }
}
