import { type Attribute, stateOf } from "../call/remote.ts";
import { inspectAs } from "../values/inspect.ts";
import { Operation } from "../wire/operations.ts";
import { CallingMembers, inEnvironment, makeCall, type PyCall } from "./py-call.ts";

/** A module attribute. Python reads it again each time it is awaited. You can also pass it as an argument. */
export class PyAttribute<T> extends CallingMembers implements PromiseLike<T> {
  /** @internal */
  constructor(symbol: string, environment?: string) {
    super({ kind: "attribute", symbol, environment });
  }

  // biome-ignore lint/suspicious/noThenProperty: an attribute is awaited
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return readAttribute(this).then(onFulfilled, onRejected);
  }
}

/** @internal */
export function readAttribute<T>(attribute: PyAttribute<T>): PyCall<T> {
  const { symbol, environment } = stateOf(attribute) as Attribute;
  return inEnvironment(makeCall<T>(Operation.getSymbol, symbol, [symbol]), environment);
}

inspectAs(PyAttribute, (value) => `PyAttribute(${(stateOf(value) as Attribute).symbol})`);
