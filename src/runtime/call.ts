import { type Keywords, pyCall } from "./codegen-v1.ts";
import { recordUse } from "./ledger/recorder.ts";
import type { CallOptions } from "./object/call-options.ts";
import { invocationOf, type PyCall, type PyInput } from "./object/py-call.ts";

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
  const lazy = pyCall<T>(symbol, [...args], kwargs);
  recordUse(symbol, invocationOf(lazy).site, call);
  return lazy;
}

/** @internal The same with the options of `.with()` from the start. */
export function callWith<T>(options: CallOptions, ...parameters: Parameters<typeof call>): PyCall<T> {
  const lazy = call<T>(...parameters);
  const invocation = invocationOf(lazy);
  invocation.options = options;
  invocation.scope = options.session?.scope ?? invocation.scope;
  return lazy;
}
