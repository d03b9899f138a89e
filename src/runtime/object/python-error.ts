import { escapeInvisible } from "../../shared/invisible.ts";
import { type FailureFacts, SnakebridgeError } from "../errors.ts";
import { namesOf, type PyClass } from "./classes.ts";
import type { PyObject } from "./py-object.ts";

/** One level of a Python traceback. */
export interface PythonFrame {
  readonly file: string;
  readonly line: number;
  /** Counted from 1. Absent before Python 3.11, and in C code. */
  readonly column?: number;
  readonly function: string;
  /** The source line, if Python has it. */
  readonly source: string;
}

export interface PythonFailure extends FailureFacts {
  /** `"module:qualname"`, here and in `bases`. */
  readonly type: string;
  readonly bases: readonly string[];
  readonly message: string;
  readonly args: readonly unknown[];
  readonly frames: readonly PythonFrame[];
  readonly notes: readonly string[];
  readonly context: unknown;
  readonly suppressContext: boolean;
  readonly errors: readonly unknown[] | undefined;
  readonly exception: PyObject | undefined;
}

/** Returns `"module:qualname"` of an exception's class, followed by the classes that it extends. */
let classesOf: (error: PythonError) => readonly string[];

/**
 * An exception that Python raised. `cause` is the exception that Python's traceback shows above it: its `__cause__`, from
 * `raise … from`, or else the exception that was being handled.
 */
export class PythonError<T extends PyObject = PyObject> extends SnakebridgeError {
  override readonly name: string = "PythonError";
  /** The class, as Python prints it: `"ValueError"`, `"numpy.linalg.LinAlgError"`. */
  readonly pythonType: string;
  // Behind getters, because `console.error` prints them as part of the message and the stack already.
  readonly #failure: PythonFailure;

  static {
    classesOf = (error) => [error.#failure.type, ...error.#failure.bases];
  }

  constructor(failure: PythonFailure) {
    const pythonType = printed(failure.type);
    const message = failure.message === "" ? pythonType : `${pythonType}: ${failure.message}`;
    super("PythonException", escapeInvisible([message, ...failure.notes].join("\n")), failure);
    this.pythonType = pythonType;
    this.#failure = failure;
    this.placeAt("");
  }

  /** The classes that it extends, nearest first, in the form of `pythonType`. */
  get bases(): readonly string[] {
    return this.#failure.bases.map(printed);
  }

  /** `str(exception)`; a very long text is cut. `message` contains it with invisible characters as escapes. */
  get pythonMessage(): string {
    return this.#failure.message;
  }

  /** `exception.args`: values, and references to arguments that are large or cannot be sent by value. */
  get args(): readonly unknown[] {
    return this.#failure.args;
  }

  /** The notes that `add_note` added. */
  get notes(): readonly string[] {
    return this.#failure.notes;
  }

  /** The traceback, outermost call first. */
  get frames(): readonly PythonFrame[] {
    return this.#failure.frames;
  }

  /** `__context__`: the exception that was being handled when this one was raised. */
  get context(): unknown {
    return this.#failure.context;
  }

  /** `__suppress_context__`: it was raised `from` another exception, or from `None`. */
  get suppressContext(): boolean {
    return this.#failure.suppressContext;
  }

  /** The members of an exception group; `undefined` for any other exception. */
  get errors(): readonly unknown[] | undefined {
    return this.#failure.errors;
  }

  /**
   * The exception object itself, which Python keeps as long as this error exists. It is an instance of its generated class, if
   * there is one. Throws a `SnakebridgeError` (`StaleReference`) when the exception did not arrive as an object.
   */
  get value(): T {
    const { exception, type, symbol, pid } = this.#failure;
    if (exception === undefined)
      throw new SnakebridgeError("StaleReference", `this ${printed(type)} did not arrive as an object`, {
        symbol,
        pid,
      });
    return exception as T;
  }

  /** @internal */
  override placeAt(lines: string): void {
    const { frames, symbol } = this.#failure;
    const python = frames.map(frameLine).reverse().join("");
    const call = lines === "" || symbol === undefined ? "" : `\n    at ${symbol} (called by TypeScript)`;
    super.placeAt(`${python}${escapeInvisible(call)}${lines}`);
  }
}

/** Returns the exception object of a Python error, if it arrived with one. */
export function exceptionOf(error: unknown): PyObject | undefined {
  try {
    return error instanceof PythonError ? error.value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether `error` is a Python exception of one of these classes, or of a class that extends one. Without classes, whether it
 * is any Python exception.
 *
 * @param types generated classes, of which `error.value` is then an instance, or names with or without their module
 */
export function isPythonError<C extends readonly [PyClass, ...PyClass[]]>(
  error: unknown,
  ...types: C
): error is PythonError<C[number]["prototype"]>;
export function isPythonError(error: unknown, ...types: readonly (string | PyClass)[]): error is PythonError;
export function isPythonError(error: unknown, ...types: readonly (string | PyClass)[]): error is PythonError {
  if (!(error instanceof PythonError)) return false;
  if (types.length === 0) return true;
  const names = classesOf(error).map((name) => name.replace(":", "."));
  return types.some((type) => {
    if (typeof type !== "string") return bothNamesOf(type).some((wanted) => names.includes(wanted));
    const wanted = type.replace(":", ".");
    // A name without a module matches a class of that name in any module.
    return wanted.includes(".") ? names.includes(wanted) : names.some((name) => name.endsWith(`.${wanted}`));
  });
}

function bothNamesOf(cls: PyClass): string[] {
  const names = namesOf(cls);
  return names === undefined ? [] : [names.canonical, names.symbol].map((name) => name.replace(":", "."));
}

function printed(type: string): string {
  return type.replace(/^builtins:/, "").replace(":", ".");
}

function frameLine({ file, line, column, function: name }: PythonFrame): string {
  const place = column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
  return escapeInvisible(`\n    at ${name} (${place})`);
}
