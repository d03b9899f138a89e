import { type Executed, PythonError, type PythonFrame, SnakebridgeError } from "../errors.ts";
import { PyObject } from "../object/py-object.ts";
import type { Request } from "./dispatcher.ts";

/** An error map of the wire. Nothing in it is trusted to have the right type. */
type ErrorMap = Readonly<Record<string, unknown>>;

/** The payload of a failed call as an error. */
export function failureOf(payload: unknown, request: Request, pid: number): SnakebridgeError {
  const map = record(payload);
  const facts = { symbol: request.symbol, pid, executed: executedOf(map) };
  if (map.origin !== "bridge") return pythonError(map, facts);
  return new SnakebridgeError(text(map.code, "ProtocolError"), text(map.message), {
    ...facts,
    cause: map.cause == null ? undefined : pythonError(record(map.cause), facts),
    suggestions: texts(map.suggestions),
  });
}

function executedOf(map: ErrorMap): Executed {
  if (map.executed === "no" || map.executed === "maybe" || map.executed === "yes") return map.executed;
  return map.origin === "bridge" ? "no" : "yes";
}

function pythonError(
  map: ErrorMap,
  facts: { readonly symbol: string; readonly pid: number; readonly executed: Executed },
): PythonError {
  // As for Python itself: what was raised `from` comes before what was merely being handled.
  const cause = map.cause ?? map.context;
  return new PythonError({
    ...facts,
    exception: map.exception instanceof PyObject ? map.exception : undefined,
    type: text(map.type, "builtins:Exception"),
    bases: texts(map.bases),
    message: text(map.message),
    frames: Array.isArray(map.frames) ? map.frames.filter(Array.isArray).map(frame) : [],
    notes: texts(map.notes),
    cause: cause == null ? undefined : pythonError(record(cause), facts),
  });
}

function frame([file, line, name, source]: readonly unknown[]): PythonFrame {
  return { file: text(file), line: Number(line), function: text(name), source: text(source) };
}

function record(value: unknown): ErrorMap {
  return typeof value === "object" && value !== null ? (value as ErrorMap) : {};
}

function text(value: unknown, otherwise = ""): string {
  return typeof value === "string" ? value : otherwise;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
