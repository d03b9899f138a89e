import type { AnyFunction } from "./signature.ts";

const coroutines = new WeakSet<object>();

/**
 * Marks a function as an `async def` for Python. Calling it in Python returns a coroutine, and the event loop continues while
 * the function runs. Use it for functions that Python awaits: handlers of a server, hooks of an asynchronous library.
 */
export function coroutine<F extends AnyFunction>(run: F): F {
  coroutines.add(run);
  return run;
}

/** @internal Whether Python awaits this function. */
export function isCoroutine(run: object): boolean {
  return coroutines.has(run);
}
