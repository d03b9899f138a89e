import { Operation } from "../connection/operation.ts";
import { callFunction, makeCall, type PyCall } from "./py-call.ts";
import type { Remote } from "./remote.ts";

const firstBatch = 16;
const largestBatch = 1024;

/** Items of a Python iterable: few at first, then more at a time, unless the caller says how many. */
export async function* iterate(iterable: Remote, batch?: number): AsyncGenerator<unknown, void, undefined> {
  // Not awaited: it travels with the first batch.
  const iterator = callFunction("builtins:iter", [iterable]);
  for (let size = batch ?? firstBatch; ; size = batch ?? Math.min(2 * size, largestBatch)) {
    const next: PyCall<[unknown[], boolean]> = makeCall(Operation.nextItems, "$iter", [iterator, size]);
    const [items, done] = await next;
    yield* items;
    if (done) return;
  }
}
