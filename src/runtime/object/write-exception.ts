import { Remote } from "../call/remote.ts";
import { encodeValue } from "../codec/encode.ts";
import type { Writer } from "../codec/writer.ts";
import { SnakebridgeError } from "../errors.ts";
import { symbolOf } from "./classes.ts";
import { exceptionOf } from "./python-error.ts";
import { WrongWorkerError } from "./wrong-worker-error.ts";

/** Writes the Python exception that a thrown value is, or that Python creates from it. Returns false when there is none. */
export function writeException(writer: Writer, thrown: unknown): boolean {
  const exception = exceptionOf(thrown) ?? remoteException(thrown);
  if (exception === undefined) return false;
  const mark = writer.mark();
  try {
    encodeValue(writer, exception);
    return true;
  } catch (error) {
    // The exception is on another worker, or no longer exists.
    if (!(error instanceof SnakebridgeError || error instanceof WrongWorkerError)) throw error;
    writer.rollback(mark);
    return false;
  }
}

/**
 * Returns a thrown value that is a call, a symbol or a generated class: `throw call("builtins", "KeyError", [key])`,
 * `throw symbol("builtins", "StopIteration")`, `throw ValueError`.
 */
function remoteException(thrown: unknown): object | undefined {
  if (thrown instanceof Remote) return thrown;
  return typeof thrown === "function" && symbolOf(thrown) !== undefined ? thrown : undefined;
}
