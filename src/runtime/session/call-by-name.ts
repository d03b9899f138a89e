import { type Keywords, splitArguments } from "../call/arguments.ts";
import type { CallOptions } from "../call/call-options.ts";
import { callOf } from "../call/remote.ts";
import { recordUse } from "../ledger/recorder.ts";
import { makeCall, type PyCall, type PyInput } from "../object/py-call.ts";
import { Operation } from "../wire/operations.ts";

/** The universal call: any Python function by module and name, with nothing generated. `name` may be dotted. */
export type CallByName = <T = unknown>(
  module: string,
  name: string,
  args?: readonly PyInput[],
  kwargs?: Keywords,
) => PyCall<T>;

/** Describes such a call, and notes it in the ledger, because no scan of sources sees it. */
export function callByName<T>(
  module: string,
  name: string,
  args: readonly PyInput[] = [],
  kwargs?: Keywords,
): PyCall<T> {
  const symbol = `${module}:${name}`;
  const call = makeCall<T>(Operation.callSymbol, symbol, [symbol], splitArguments(symbol, [...args], kwargs));
  recordUse(symbol, callOf(call).site, callByName);
  return call;
}

/** Returns the universal call of a session or a pool: it has these options from the start. */
export function callByNameWith(options: CallOptions): CallByName {
  return <T>(...parameters: Parameters<CallByName>) => {
    const call = callByName<T>(...parameters);
    callOf(call).bindTo(options);
    return call;
  };
}
