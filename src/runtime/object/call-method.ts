import { splitArguments } from "../call/arguments.ts";
import type { Remote } from "../call/remote.ts";
import { Operation } from "../wire/operations.ts";
import { memberSymbol } from "./member-symbol.ts";
import { makeCall, type PyCall, type Returns } from "./py-call.ts";

/** Describes a call of the method `name`, with its keyword arguments split from the others. */
export function callMethod<T, Class = T>(
  self: Remote,
  name: string,
  args: Parameters<typeof splitArguments>[1],
  kwargs: unknown,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  const symbol = memberSymbol(self, name);
  return makeCall(
    Operation.callMethod,
    symbol,
    [self, name],
    splitArguments(symbol, args, kwargs),
    0,
    returns,
  );
}
