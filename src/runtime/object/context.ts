import { asCall, callOf, stateOf } from "../call/remote.ts";
import { Thrown } from "../connection/call-failure.ts";
import { SnakebridgeError } from "../errors.ts";
import { Operation } from "../wire/operations.ts";
import type { Operators } from "./operators.ts";
import type { PyCall } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";
import { exceptionOf, PythonError } from "./python-error.ts";

/** A context manager that was entered; leaving the block of `await using` exits it. */
export class PyContext<T> {
  /** What `__enter__` gave: the name after `as` in Python. */
  readonly value: T;
  readonly #context: PyCall<unknown>;
  #isOpen = true;

  /** @internal */
  constructor(value: T, context: PyCall<unknown>) {
    this.value = value;
    this.#context = context;
  }

  /** Exits once, without an exception: JavaScript does not tell a disposer of one. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await exit(this.#context);
  }
}

export async function enter<T>(manager: Operators): Promise<PyContext<T>> {
  const { context, entered } = begin(manager);
  return new PyContext((await entered) as T, context);
}

/** Runs `body` inside of the context; what it throws goes through `__exit__`, which may swallow it. */
export async function within<T, R>(
  manager: Operators,
  body: (value: T) => R | PromiseLike<R>,
): Promise<R | undefined> {
  const { context, entered } = begin(manager);
  const value = (await entered) as T;
  let result: R;
  try {
    result = await body(value);
  } catch (error) {
    if (await isSwallowed(context, error)) return undefined;
    throw error;
  }
  await exit(context);
  return result;
}

function begin(manager: Operators): { readonly context: PyCall<unknown>; readonly entered: PyCall<unknown> } {
  const options = asCall(manager)?.options ?? {};
  const context = manager.$newOperation<unknown>(
    "snakebridge_worker._internal.asynchronous.contexts:Context",
    [],
  );
  // Not the deadline or the signal: whatever happens, the exit has to be run.
  callOf(context).replaceOptions({ pool: options.pool });
  const entered = context.$invoke("enter", manager).with(options);
  callOf(entered).markOperator(); // the manager may be the result of a coroutine
  return { context, entered };
}

function exit(context: PyCall<unknown>): PyCall<unknown> {
  return context.$invoke("exit", null);
}

async function isSwallowed(context: PyCall<unknown>, error: unknown): Promise<boolean> {
  try {
    return (await context.$invoke("exit", inPython(error, context))) === true;
  } catch (failure) {
    if (failure === error || (exceptionOf(failure) ?? 0) === exceptionOf(error)) return false;
    // Only what Python raised takes the place of the error; a worker that has died does not hide it.
    if (failure instanceof SnakebridgeError && !(failure instanceof PythonError)) return false;
    throw inContext(failure, error);
  }
}

/** As Python does: what was being handled is the context of what was raised meanwhile. */
function inContext(failure: unknown, error: unknown): unknown {
  if (failure instanceof PythonError && failure.cause === undefined)
    Object.defineProperty(failure, "cause", { value: error, configurable: true, writable: true });
  return failure;
}

/** The very exception where it came from this worker; otherwise one that comes out again as the error that it tells of. */
function inPython(error: unknown, context: PyCall<unknown>): PyObject | PyCall<unknown> {
  const own = exceptionOf(error);
  if (own !== undefined) {
    const reference = stateOf(own);
    const home = callOf(context).home;
    if (reference.kind === "object" && reference.connection === home && !reference.released) return own;
  }
  return context.$newCall(Operation.identity, "snakebridge_worker:CallbackError", [new Thrown(error)]);
}
