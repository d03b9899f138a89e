import { decodeExactly } from "../codec/decode.ts";
import { Reader, type ReferenceReader } from "../codec/reader.ts";
import { type CallFailure, Thrown } from "../connection/call-failure.ts";
import { isErrorCode } from "../error-codes.ts";
import { type Executed, SnakebridgeError } from "../errors.ts";
import type { HostObjects } from "../host/host-objects.ts";
import { PyObject } from "./py-object.ts";
import { PythonError, type PythonFrame } from "./python-error.ts";

/** An error map from the wire. None of its fields is trusted to have the right type. */
type ErrorMap = Readonly<Record<string, unknown>>;

/** The connection on which it arrived. */
interface Source {
  readonly pid: number;
  readonly hostObjects: HostObjects;
  readonly references: ReferenceReader;
}

interface Facts extends Source {
  readonly symbol: string;
  readonly executed: Executed;
}

/** Returns the error in the payload of a failed call. A number is the id of an earlier call that it needed and that failed. */
export function failureOf(payload: unknown, symbol: string, source: Source): CallFailure | number {
  const map = record(payload);
  if (map.type === undefined && typeof map.call === "number") return map.call;
  const { pid, hostObjects, references } = source;
  const facts = { symbol, pid, hostObjects, references, executed: executedOf(map) };
  const thrown = thrownIn(map, hostObjects);
  if (thrown !== undefined) return new Thrown(thrown.value);
  if (map.origin !== "bridge") return pythonError(map, facts);
  return new SnakebridgeError(isErrorCode(map.code) ? map.code : "ProtocolError", text(map.message), {
    ...facts,
    cause: related(map.cause, facts),
    suggestions: texts(map.suggestions),
  });
}

function executedOf(map: ErrorMap): Executed {
  if (map.executed === "no" || map.executed === "maybe" || map.executed === "yes") return map.executed;
  return map.origin === "bridge" ? "no" : "yes";
}

/** Returns the original value that a TypeScript function threw, if the failure contains one. */
function thrownIn(map: ErrorMap, objects: HostObjects): { readonly value: unknown } | undefined {
  return typeof map.thrown === "number" ? objects.get(map.thrown) : undefined;
}

function related(other: unknown, facts: Facts): unknown {
  if (other === null || typeof other !== "object") return undefined;
  const map = record(other);
  const thrown = thrownIn(map, facts.hostObjects);
  return thrown === undefined ? pythonError(map, facts) : thrown.value;
}

function pythonError(map: ErrorMap, facts: Facts): PythonError {
  const { symbol, pid, executed } = facts;
  const raisedFrom = related(map.cause, facts);
  const context = map.context === true ? raisedFrom : related(map.context, facts);
  const suppressContext = map.suppress_context === true;
  return new PythonError({
    symbol,
    pid,
    executed,
    exception: map.exception instanceof PyObject ? map.exception : undefined,
    type: text(map.type, "builtins:Exception"),
    bases: texts(map.bases),
    message: text(map.message),
    args: list(map.args).map((payload) => argument(payload, facts.references)),
    frames: list(map.frames).filter(Array.isArray).map(frame),
    notes: texts(map.notes),
    // As in Python: the exception in `raise … from` takes precedence over an exception that was being handled.
    cause: raisedFrom ?? (suppressContext ? undefined : context),
    context,
    suppressContext,
    errors: Array.isArray(map.errors) ? map.errors.map((member) => related(member, facts)) : undefined,
  });
}

/** Each argument has its own payload, so that an unreadable one does not affect the others. */
function argument(payload: unknown, references: ReferenceReader): unknown {
  if (!(payload instanceof Uint8Array)) return undefined;
  try {
    return decodeExactly(new Reader(payload, [], references), payload.length);
  } catch {
    return undefined;
  }
}

function frame([file, line, name, source, column]: readonly unknown[]): PythonFrame {
  const at = { file: text(file), line: Number(line), function: text(name), source: text(source) };
  return typeof column === "number" && column > 0 ? { ...at, column } : at;
}

function record(value: unknown): ErrorMap {
  return typeof value === "object" && value !== null ? (value as ErrorMap) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): string[] {
  return list(value).filter((item) => typeof item === "string");
}

function text(value: unknown, otherwise = ""): string {
  return typeof value === "string" ? value : otherwise;
}
