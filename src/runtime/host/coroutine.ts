import type { AnyFunction } from "./signature.ts";

const coroutines = new WeakSet<object>();

/**
 * Makes a function an `async def` for Python: calling it there gives a coroutine, and the event loop goes on until it has answered.
 * For whatever Python awaits: handlers of a server, hooks of an asynchronous library.
 */
export function coroutine<F extends AnyFunction>(run: F): F {
  coroutines.add(run);
  return run;
}

/** @internal Whether Python awaits this function. */
export function isCoroutine(run: object): boolean {
  return coroutines.has(run);
}
