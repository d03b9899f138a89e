import { type Keywords, splitArguments } from "../call/arguments.ts";
import type { CallOptions } from "../call/call-options.ts";
import { callOf } from "../call/remote.ts";
import { recordUse } from "../ledger/recorder.ts";
import { makeCall, type PyCall, type PyInput } from "../object/py-call.ts";
import { Operation } from "../wire/operations.ts";

/** The universal call: calls any Python function by module and name, without generated code. `name` may contain dots. */
export type CallByName = <T = unknown>(
  module: string,
  name: string,
  args?: readonly PyInput[],
  kwargs?: Keywords,
) => PyCall<T>;

/** Describes a universal call, and records it in the ledger, because the scanner cannot see it. */
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
