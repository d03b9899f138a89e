import { Operation } from "../connection/operation.ts";
import { Thrown } from "../connection/thrown.ts";
import { SnakebridgeError } from "../errors.ts";
import { exceptionOf, PythonError } from "../python-error.ts";
import { callFunction, invocationOf, LazyCall, makeCall, type PyCall } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";
import type { Remote } from "./remote.ts";
import { stateOf } from "./remote.ts";

/** A context manager that was entered; leaving the block of `await using` exits it. */
export class PyContext<T> {
  /** What `__enter__` gave: the name after `as` in Python. */
  readonly value: T;
  readonly #stack: PyCall<unknown>;
  #isOpen = true;

  /** @internal */
  constructor(value: T, stack: PyCall<unknown>) {
    this.value = value;
    this.#stack = stack;
  }

  /** Exits once, without an exception: JavaScript does not tell a disposer of one. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await exit(this.#stack);
  }
}

/** Python's own `ExitStack` looks methods up as `with` does, and knows what an exception in `__exit__` does to another. */
export async function enter<T>(manager: Remote): Promise<PyContext<T>> {
  const { stack, entered } = begin(manager);
  return new PyContext((await entered) as T, stack);
}

/** Runs `body` inside of the context; what it throws goes through `__exit__`, which may swallow it. */
export async function within<T, R>(
  manager: Remote,
  body: (value: T) => R | PromiseLike<R>,
): Promise<R | undefined> {
  const { stack, entered } = begin(manager);
  const value = (await entered) as T;
  let result: R;
  try {
    result = await body(value);
  } catch (error) {
    if (await isSwallowed(stack, error)) return undefined;
    throw error;
  }
  await exit(stack);
  return result;
}

function begin(manager: Remote): { readonly stack: PyCall<unknown>; readonly entered: PyCall<unknown> } {
  const options = manager instanceof LazyCall ? invocationOf(manager).options : {};
  const stack = callFunction<unknown>("contextlib:ExitStack", []);
  // Not the deadline or the signal: whatever happens, the exit has to be run.
  invocationOf(stack).options = { pool: options.pool };
  return { stack, entered: stack.$invoke("enter_context", manager).with(options) };
}

function exit(stack: PyCall<unknown>): PyCall<unknown> {
  return stack.$invoke("__exit__", null, null, null);
}

async function isSwallowed(stack: PyCall<unknown>, error: unknown): Promise<boolean> {
  try {
    const exception = inPython(error, stack);
    const args = [exception.$type(), exception, exception.$attr("__traceback__")];
    return (await stack.$invoke("__exit__", ...args)) === true;
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
function inPython(error: unknown, stack: PyCall<unknown>): PyObject | PyCall<unknown> {
  const own = exceptionOf(error);
  if (own !== undefined) {
    const reference = stateOf(own);
    const home = invocationOf(stack).home;
    if (reference.kind === "object" && reference.connection === home && !reference.released) return own;
  }
  return makeCall(Operation.identity, "snakebridge_worker:CallbackError", [new Thrown(error)]);
}
