import { namesOfClass, type PyClass } from "./object/classes.ts";
import type { PyObject } from "./object/py-object.ts";

/** Whether the Python code of a failed call ran. Only `"no"` is safe to send again. */
export type Executed = "no" | "maybe" | "yes";

export interface FailureFacts {
  /** The call: `"numpy:mean"`, or `".head"` for a member of an object. */
  readonly symbol?: string | undefined;
  /** Process id of the worker, once there is one. */
  readonly pid?: number | undefined;
  readonly executed?: Executed | undefined;
  readonly cause?: unknown;
  /** Names that exist, nearest to a misspelt one first. */
  readonly suggestions?: readonly string[];
}

/** Every failure of a call: of the boundary itself, or (`PythonError`) an exception that Python raised. */
export class SnakebridgeError extends Error {
  override readonly name: string = "SnakebridgeError";
  /** Stable: `"DeadlineExceeded"`, `"StaleReference"`, `"NotEncodable"`… */
  readonly code: string;
  readonly symbol: string | undefined;
  readonly pid: number | undefined;
  readonly executed: Executed;
  readonly #suggestions: readonly string[];

  constructor(code: string, message: string, facts: FailureFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.symbol = facts.symbol;
    this.pid = facts.pid;
    this.executed = facts.executed ?? "no";
    this.#suggestions = facts.suggestions ?? [];
  }

  /** For an unknown symbol: names that exist, nearest first. */
  get suggestions(): readonly string[] {
    return this.#suggestions;
  }
}

export interface PythonFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  /** The line of source, when Python has it. */
  readonly source: string;
}

export interface PythonFailure extends FailureFacts {
  /** `"module:qualname"`, here and in `bases`. */
  readonly type: string;
  readonly bases: readonly string[];
  readonly message: string;
  readonly frames: readonly PythonFrame[];
  readonly notes: readonly string[];
  readonly exception?: PyObject | undefined;
}

/** An exception that Python raised. `cause` is what it was raised from, or what was being handled. */
export class PythonError extends SnakebridgeError {
  override readonly name: string = "PythonError";
  /** As Python prints it: `"ValueError"`, `"numpy.linalg.LinAlgError"`. */
  readonly pythonType: string;
  /** The classes that it extends, nearest first, as `pythonType` is written. */
  readonly bases: readonly string[];
  // Behind getters, because `console.error` prints them as part of the message and the stack already.
  readonly #failure: PythonFailure;

  constructor(failure: PythonFailure) {
    const pythonType = printed(failure.type);
    const message = failure.message === "" ? pythonType : `${pythonType}: ${failure.message}`;
    super("PythonException", [message, ...failure.notes].join("\n"), failure);
    this.pythonType = pythonType;
    this.bases = failure.bases.map(printed);
    this.#failure = failure;
    withCallSite(this, "");
  }

  /** `str(exception)`. */
  get pythonMessage(): string {
    return this.#failure.message;
  }

  /** Where it was raised, outermost call first. */
  get frames(): readonly PythonFrame[] {
    return this.#failure.frames;
  }

  /** The exception itself, where the call was made inside of `$with` or of a callback. */
  get exception(): PyObject | undefined {
    return this.#failure.exception;
  }

  /** What `add_note` added. */
  get notes(): readonly string[] {
    return this.#failure.notes;
  }
}

/** Whether `error` is a Python exception of a class or of a base of it: by name, dotted name, or generated class. */
export function isPythonError(error: unknown, type?: string | PyClass): error is PythonError {
  if (!(error instanceof PythonError)) return false;
  if (type === undefined) return true;
  const wanted = typeof type === "string" ? [printed(type)] : namesOf(type);
  return [error.pythonType, ...error.bases].some((name) => wanted.some((want) => matches(name, want)));
}

function namesOf(cls: PyClass): string[] {
  const names = namesOfClass(cls);
  return names === undefined ? [] : [printed(names.canonical), printed(names.symbol)];
}

/** A bare name means a class of that name in any module. */
function matches(name: string, wanted: string): boolean {
  return name === wanted || (!wanted.includes(".") && name.endsWith(`.${wanted}`));
}

function printed(type: string): string {
  return type.replace(/^builtins[:.]/, "").replace(":", ".");
}

/**
 * Completes the stack of an error with the TypeScript lines of its call: message, Python's frames (innermost first), then
 * `lines`.
 */
export function withCallSite(error: SnakebridgeError, lines: string): void {
  const python = error instanceof PythonError ? pythonLines(error.frames) : "";
  error.stack = `${error.name}: ${error.message}${python}${lines}`;
}

function pythonLines(frames: readonly PythonFrame[]): string {
  return frames
    .map(({ file, line, function: name }) => `\n    at ${name} (${file}:${line})`)
    .reverse()
    .join("");
}
