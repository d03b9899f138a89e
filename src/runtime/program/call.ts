import { splitArguments } from "../call/arguments.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { Keywords } from "../codegen-v1.ts";
import { recordUse } from "../ledger/recorder.ts";
import { invocationOf, makeCall, type PyCall, type PyInput } from "../object/py-call.ts";
import { Operation } from "../wire/operations.ts";

/**
 * Calls any Python function by name, with nothing generated: `call("numpy.linalg", "svd", [a], { full_matrices: false })`.
 * `name` may be dotted: `call("datetime", "datetime.fromtimestamp", [0])`.
 */
export function call<T = unknown>(
  module: string,
  name: string,
  args: readonly PyInput[] = [],
  kwargs?: Keywords,
): PyCall<T> {
  const symbol = `${module}:${name}`;
  const parts = splitArguments(symbol, [...args], kwargs);
  const lazy = makeCall<T>(Operation.callSymbol, symbol, [symbol], parts);
  recordUse(symbol, invocationOf(lazy).site, call);
  return lazy;
}

/** @internal The same with the options of `.with()` from the start. */
export function callWith<T>(options: CallOptions, ...parameters: Parameters<typeof call>): PyCall<T> {
  const lazy = call<T>(...parameters);
  const invocation = invocationOf(lazy);
  invocation.options = options;
  // Said with its name, so that no argument takes it elsewhere.
  invocation.environment = (options.session ?? options.pool)?.environment;
  invocation.scope = options.session?.scope ?? invocation.scope;
  return lazy;
}
