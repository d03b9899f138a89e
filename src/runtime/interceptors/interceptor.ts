import type { Call } from "../call/call.ts";
import type { Intercept } from "../call/dispatcher.ts";
import { symbolsOf } from "./symbols-of.ts";

type Next = (call: InterceptedCall) => Promise<unknown>;

/**
 * Wraps every awaited call of a pool. It is invoked once with `next`, the interceptors after it, and returns a function.
 * That function runs for each call: it sends the call with `next(call)` and returns the outcome. A second `next(call)`
 * returns the same outcome, so no interceptor can run a call twice.
 */
export type Interceptor = (next: Next) => Next;

/** A call as interceptors see it. A chain appears as one call: its last. */
export class InterceptedCall {
  /** `"numpy:mean"`, or `".head"` for a member of an object. */
  readonly symbol: string;
  /** The positional arguments. They are the program's own values, not copies. */
  readonly args: readonly unknown[];
  /** The keyword arguments. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** @internal */
  readonly send: () => Promise<unknown>;
  readonly #call: Call;

  /** @internal */
  constructor(call: Call, send: () => Promise<unknown>) {
    const { args, kwargs } = call.arguments;
    this.symbol = call.symbol;
    this.args = args ?? [];
    this.kwargs = kwargs ?? {};
    this.#call = call;
    let sent: Promise<unknown> | undefined;
    this.send = () => {
      sent ??= send();
      return sent;
    };
  }

  /** The symbols of all calls that are sent for this one, in order, its own last. Read it before you call `next`. */
  get chain(): readonly string[] {
    return symbolsOf(this.#call);
  }

  /** The worker's process id, once it is known. */
  get pid(): number | undefined {
    return this.#call.home?.pid;
  }

  /**
   * Texts that travel to Python with the call. Set them before you call `next`. Python code reads them with
   * `snakebridge_worker.trace_context()`.
   */
  get metadata(): Record<string, string> {
    return this.#call.openMetadata();
  }
}

/** Combines interceptors, the first one outermost. Returns `undefined` when there is none. */
export function interceptBy(interceptors: readonly Interceptor[]): Intercept | undefined {
  if (interceptors.length === 0) return undefined;
  const run = interceptors.reduceRight<Next>(
    (next, interceptor) => interceptor(next),
    (call) => call.send(),
  );
  return async (call, send) => run(new InterceptedCall(call, send));
}
