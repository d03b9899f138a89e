import type { Call } from "../call/call.ts";
import type { Intercept } from "../call/dispatcher.ts";
import { symbolsOf } from "./symbols-of.ts";

type Next = (call: InterceptedCall) => Promise<unknown>;

/**
 * Made once with what comes after it, and then called for each call that is awaited: it sends the call by `next(call)`, and gives
 * the outcome. A second `next` gives the same outcome: no interceptor can make a call run twice.
 */
export type Interceptor = (next: Next) => Next;

/** What interceptors see of a call: the last one of a chain, for all of it. */
export class InterceptedCall {
  /** `"numpy:mean"`, or `".head"` for a member of an object. */
  readonly symbol: string;
  /** By position. They are the program's own, not copies. */
  readonly args: readonly unknown[];
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

  /** The symbols of the calls that are sent for it, in their order, its own last. To be read before `next`. */
  get chain(): readonly string[] {
    return symbolsOf(this.#call);
  }

  /** Process id of the worker, once it is known. */
  get pid(): number | undefined {
    return this.#call.home?.pid;
  }

  /** Texts that go to Python with the call: `snakebridge_worker.trace_context()` there. To be set before `next`. */
  get metadata(): Record<string, string> {
    return this.#call.openMetadata();
  }
}

/** The first interceptor is the outermost; nothing when there is none. */
export function interceptBy(interceptors: readonly Interceptor[]): Intercept | undefined {
  if (interceptors.length === 0) return undefined;
  const run = interceptors.reduceRight<Next>(
    (next, interceptor) => interceptor(next),
    (call) => call.send(),
  );
  return async (call, send) => run(new InterceptedCall(call, send));
}
