import type { Call } from "../../call/call.ts";
import { type CallOptions, checkCallOptions } from "../../call/call-options.ts";
import type { Dispatcher } from "../../call/dispatcher.ts";
import { watchLimits } from "../../call/limits.ts";
import { callOf } from "../../call/remote.ts";
import { ambientDispatcher } from "../../call/route.ts";
import { PyAttribute, readAttribute } from "../../object/py-attribute.ts";
import { LazyCall } from "../../object/py-call.ts";
import { oneConnection } from "./one-connection.ts";

/** The outcome of each call, in order. */
export type Settled<T extends readonly unknown[]> = {
  -readonly [K in keyof T]: PromiseSettledResult<Awaited<T[K]>>;
};

/**
 * Sends calls together to one worker, which runs them in order. Resolves to the outcome of each call, like
 * `Promise.allSettled`. After a failed call, the others still run, except for calls that need its result.
 *
 * @param options apply to all calls together
 */
export function batch<const T extends readonly PromiseLike<unknown>[]>(
  calls: T,
  options: Omit<CallOptions, "loop"> = {},
): Promise<Settled<T>> {
  checkCallOptions(options);
  const connections = new Map<Dispatcher, Dispatcher>();
  /** Selects the same worker for all calls of an environment. */
  const placeOf = ({ environment }: Call): CallOptions => {
    if (options.session !== undefined) return { session: options.session };
    const pool = options.pool ?? ambientDispatcher(environment);
    const one = connections.get(pool) ?? oneConnection(pool);
    connections.set(pool, one);
    return { pool: one };
  };
  const lazies = calls.map((call) => (call instanceof PyAttribute ? readAttribute(call) : call));
  const unsent = lazies
    .filter((call) => call instanceof LazyCall)
    .map(callOf)
    .filter(({ route }) => route === undefined);
  for (const call of unsent)
    if (call.options.session === undefined && call.options.pool === undefined) call.addOptions(placeOf(call));
  const outcomes = Promise.allSettled(lazies);
  const stopWaiting = watchLimits(options.timeoutMs ?? 0, options.signal, (limit) => {
    for (const call of unsent) if (call.state !== "settled") call.cancel(limit);
  });
  return outcomes.finally(stopWaiting) as Promise<Settled<T>>;
}
