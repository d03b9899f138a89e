import type { CallOptions } from "../../call/call-options.ts";
import { type CallSite, linesOf } from "../../call/call-site.ts";
import type { PoolConnection } from "../../call/dispatcher.ts";
import { callOf, Remote, type RemoteState, stateOf } from "../../call/remote.ts";
import { decodeExactly } from "../../codec/decode.ts";
import { Reader } from "../../codec/reader.ts";
import { Thrown } from "../../connection/call-failure.ts";
import { SnakebridgeError } from "../../errors.ts";
import { namesOf, type PyClass, symbolOf } from "../../object/classes.ts";
import { inEnvironment, LazyCall, makeCall, type PyCall } from "../../object/py-call.ts";
import { PyObject } from "../../object/py-object.ts";
import { Operation } from "../../wire/operations.ts";

/** What `map` can apply to an item: a function that returns calls or promises, or any Python callable. */
export type Applicable<T, R> = ((item: T) => PromiseLike<R>) | Remote | PyClass;

/** Applies a function to a chunk of items. With `stop`, no item after the first failure is processed. */
export type Apply<T, R> = (
  items: readonly T[],
  options: CallOptions,
  stop: boolean,
) => Promise<PromiseSettledResult<R>[]>;

/** Uses one call for a whole chunk if the function is in Python, else one call for each item. */
export function applyingOf<T, R>(fn: Applicable<T, R>, site: CallSite): Apply<T, R> {
  if (fn instanceof Remote || isClass(fn)) return applyingAtOnce(fn, site);
  return takesOneArgument(fn) ? applyingAtOnce(fn, site) : applyingOneByOne(fn);
}

function isClass(fn: object): fn is PyClass {
  return (fn as PyClass).prototype instanceof PyObject;
}

/** Whether a generated function passes its parameter on unchanged, as one positional argument. */
function takesOneArgument(fn: (item: never) => unknown): boolean {
  if (symbolOf(fn) === undefined) return false;
  const item = Symbol("item");
  try {
    const call = callOf(fn(item as never) as PyCall<unknown>);
    call.suppressUnsentWarning(); // it is never sent
    const { args, kwargs } = call.arguments;
    return args?.length === 1 && args[0] === item && kwargs === undefined;
  } catch {
    return false; // each item's call then reports the error
  }
}

function applyingOneByOne<T, R>(fn: (item: T) => PromiseLike<R>): Apply<T, R> {
  return async (items, options) => {
    const { signal, ...where } = options;
    const calls = items.map(async (item) => {
      const call = fn(item);
      if (call instanceof LazyCall && callOf(call).route === undefined) {
        const own = callOf(call).options;
        const isPlaced = own.session !== undefined || own.pool !== undefined;
        call.with({ signal: own.signal ?? signal, ...(isPlaced ? {} : where) });
      }
      return call;
    });
    return Promise.allSettled(calls);
  };
}

function applyingAtOnce<T, R>(target: object, site: CallSite): Apply<T, R> {
  const symbol = target instanceof Remote ? nameOf(stateOf(target)) : symbolOf(target)!;
  const environment = environmentOf(target);

  async function apply(
    items: readonly T[],
    options: CallOptions,
    stop: boolean,
  ): Promise<PromiseSettledResult<R>[]> {
    const args = { args: items, kwargs: undefined };
    const made = makeCall<Answer<R>>(Operation.map, symbol, [target, stop], args);
    const call = inEnvironment(made, environment).with(options);
    try {
      const [results, failures] = await call;
      const outcomes = results.map((value): PromiseSettledResult<R> => ({ status: "fulfilled", value }));
      for (const [index, failure] of failures)
        outcomes[index] = { status: "rejected", reason: reasonOf(failure, callOf(call).home!) };
      return outcomes;
    } catch (error) {
      // One item cannot be encoded; the others can.
      if (items.length > 1 && isUnsendable(error))
        return (await Promise.all(items.map((item) => apply([item], options, stop)))).flat();
      return items.map(() => ({ status: "rejected", reason: error }));
    }
  }

  function reasonOf(payload: Uint8Array, connection: PoolConnection): unknown {
    const reader = new Reader(payload, [], connection.references);
    const error = connection.errors.failureOf(decodeExactly(reader, payload.length), symbol);
    if (error instanceof Thrown) return error.value;
    if (error instanceof SnakebridgeError) error.placeAt(linesOf(site));
    return error;
  }

  return apply;
}

type Answer<R> = [results: R[], failures: [index: number, failure: Uint8Array, held: unknown][]];

/** Returns the environment to which the applied function belongs, if it belongs to one. */
export function environmentOf(target: object): string | undefined {
  if (!(target instanceof Remote)) return namesOf(target)?.environment;
  const state = stateOf(target);
  return state.kind === "object" ? undefined : state.environment;
}

function nameOf(state: RemoteState): string {
  return state.kind === "object" ? state.typeName : state.symbol;
}

function isUnsendable(error: unknown): boolean {
  return error instanceof SnakebridgeError && error.code === "NotEncodable" && error.executed === "no";
}
