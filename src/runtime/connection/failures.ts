import { type Executed, PythonError, type PythonFrame, SnakebridgeError } from "../errors.ts";
import { PyObject } from "../object/py-object.ts";
import type { Request } from "./dispatcher.ts";
import type { HostObjects } from "./host-objects.ts";
import { type CallFailure, Thrown } from "./thrown.ts";

/** An error map of the wire. Nothing in it is trusted to have the right type. */
type ErrorMap = Readonly<Record<string, unknown>>;

/** The payload of a failed call as an error. */
export function failureOf(
  payload: unknown,
  request: Request,
  pid: number,
  hostObjects: HostObjects,
): CallFailure {
  const map = record(payload);
  const facts = { symbol: request.symbol, pid, executed: executedOf(map), hostObjects };
  const thrown = thrownIn(map, hostObjects);
  if (thrown !== undefined) return new Thrown(thrown.value);
  if (map.origin !== "bridge") return pythonError(map, facts);
  return new SnakebridgeError(text(map.code, "ProtocolError"), text(map.message), {
    ...facts,
    cause: causeOf(map.cause, facts),
    suggestions: texts(map.suggestions),
  });
}

function executedOf(map: ErrorMap): Executed {
  if (map.executed === "no" || map.executed === "maybe" || map.executed === "yes") return map.executed;
  return map.origin === "bridge" ? "no" : "yes";
}

interface Facts {
  readonly symbol: string;
  readonly pid: number;
  readonly executed: Executed;
  readonly hostObjects: HostObjects;
}

/** What a TypeScript function threw is itself again. */
function thrownIn(map: ErrorMap, objects: HostObjects): { readonly value: unknown } | undefined {
  return typeof map.thrown === "number" ? objects.get(map.thrown) : undefined;
}

function causeOf(cause: unknown, facts: Facts): unknown {
  if (cause == null) return undefined;
  const map = record(cause);
  const thrown = thrownIn(map, facts.hostObjects);
  return thrown === undefined ? pythonError(map, facts) : thrown.value;
}

function pythonError(map: ErrorMap, facts: Facts): PythonError {
  return new PythonError({
    ...facts,
    exception: map.exception instanceof PyObject ? map.exception : undefined,
    type: text(map.type, "builtins:Exception"),
    bases: texts(map.bases),
    message: text(map.message),
    frames: Array.isArray(map.frames) ? map.frames.filter(Array.isArray).map(frame) : [],
    notes: texts(map.notes),
    // As for Python itself: what was raised `from` comes before what was merely being handled.
    cause: causeOf(map.cause ?? map.context, facts),
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
