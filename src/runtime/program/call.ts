import { type CallByName, callByName } from "../session/call-by-name.ts";

/**
 * Calls any Python function by name, without generated code: `call("numpy.linalg", "svd", [a], { full_matrices: false })`.
 * `name` may contain dots: `call("datetime", "datetime.fromtimestamp", [0])`.
 */
export const call: CallByName = callByName;
