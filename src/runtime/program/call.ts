import type { Keywords } from "../call/arguments.ts";
import type { PyCall, PyInput } from "../object/py-call.ts";
import { callByName } from "../session/call-by-name.ts";

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
  return callByName<T>(module, name, args, kwargs);
}
