import { asCall, callOf, stateOf } from "../call/remote.ts";
import { Thrown } from "../connection/call-failure.ts";
import { SnakebridgeError } from "../errors.ts";
import { Operation } from "../wire/operations.ts";
import type { Operators } from "./operators.ts";
import type { PyCall } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";
import { exceptionOf, PythonError } from "./python-error.ts";

/** An entered context manager. The end of the block of `await using` exits it. */
export class PyContext<T> {
  /** The result of `__enter__`, which Python binds to the name after `as`. */
  readonly value: T;
  readonly #context: PyCall<unknown>;
  #isOpen = true;

  /** @internal */
  constructor(value: T, context: PyCall<unknown>) {
    this.value = value;
    this.#context = context;
  }

  /** Exits once, without an exception: JavaScript does not pass one to a disposer. */
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

/** Runs `body` in the context. `__exit__` receives the error that it throws, and may suppress it. */
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
    if (await isSuppressed(context, error)) return undefined;
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
  // Without the deadline and the signal: the exit must always run.
  callOf(context).replaceOptions({ pool: options.pool });
  const entered = context.$invoke("enter", manager).with(options);
  callOf(entered).markOperator(); // the manager may be the result of a coroutine
  return { context, entered };
}

function exit(context: PyCall<unknown>): PyCall<unknown> {
  return context.$invoke("exit", null);
}

async function isSuppressed(context: PyCall<unknown>, error: unknown): Promise<boolean> {
  try {
    return (await context.$invoke("exit", inPython(error, context))) === true;
  } catch (failure) {
    if (failure === error || (exceptionOf(failure) ?? 0) === exceptionOf(error)) return false;
    // Only an exception that Python raised replaces the error. A worker that died does not hide it.
    if (failure instanceof SnakebridgeError && !(failure instanceof PythonError)) return false;
    throw inContext(failure, error);
  }
}

/** Sets the context of an exception, as Python does: the error that was being handled when it was raised. */
function inContext(failure: unknown, error: unknown): unknown {
  if (failure instanceof PythonError && failure.cause === undefined)
    Object.defineProperty(failure, "cause", { value: error, configurable: true, writable: true });
  return failure;
}

/** Returns the same exception if it came from this worker. Otherwise describes one that returns as the original error. */
function inPython(error: unknown, context: PyCall<unknown>): PyObject | PyCall<unknown> {
  const own = exceptionOf(error);
  if (own !== undefined) {
    const reference = stateOf(own);
    const home = callOf(context).home;
    if (reference.kind === "object" && reference.connection === home && !reference.released) return own;
  }
  return context.$newCall(Operation.identity, "snakebridge_worker:CallbackError", [new Thrown(error)]);
}
