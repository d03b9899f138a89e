import { type CallByName, callByName } from "../session/call-by-name.ts";

/**
 * Calls any Python function by name, with nothing generated: `call("numpy.linalg", "svd", [a], { full_matrices: false })`.
 * `name` may be dotted: `call("datetime", "datetime.fromtimestamp", [0])`.
 */
export const call: CallByName = callByName;
