import type { CallOptions } from "../call/call-options.ts";
import { type CallSite, captureSite } from "../call/call-site.ts";
import { asCall, callOf, Remote } from "../call/remote.ts";
import { Thrown } from "../connection/call-failure.ts";
import { Operation } from "../wire/operations.ts";
import type { Operators } from "./operators.ts";
import type { PyCall, PyInput } from "./py-call.ts";

/**
 * The state of an iteration. `shared`: other code that has the iterator would miss the items read ahead. `live`: the last item
 * may change when the iterator continues.
 */
export const State = { more: 0, done: 1, shared: 2, live: 3 } as const;

/** Items, a `State`, and what a generator returned. */
export type Batch = readonly [items: unknown[], state: number, value: unknown];

/** A batch with at least one item waits at most this long for more. */
const budgetMs = 5;
const symbol = "$iter";

/** The Python side of one iteration. */
export class Stream {
  readonly #iterable: Operators;
  readonly #options: CallOptions;
  readonly #site: CallSite;
  #stream: PyCall<unknown> | undefined;
  /** Whether other code may have the iterable too. */
  readonly isHeld: boolean;

  constructor(iterable: Operators, options: CallOptions) {
    this.#iterable = iterable;
    this.#options = options;
    this.#site = captureSite(Stream);
    this.isHeld = !isFresh(iterable);
  }

  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  /** Takes up to `count` items, at least one unless the iterator has ended. */
  take(count: number): PyCall<Batch> {
    return this.#call(Operation.nextItems, [this.#opened(), count, budgetMs]);
  }

  send(value: PyInput): PyCall<Batch> {
    return this.#call(Operation.callMethod, [this.#opened(), "send", [value]]);
  }

  /** Raises an error in the generator. A Python exception is raised as the same object. */
  throw(error: unknown): PyCall<Batch> {
    const thrown = error instanceof Remote ? error : new Thrown(error);
    return this.#call(Operation.callMethod, [this.#opened(), "throw", [thrown]]);
  }

  /** Closes a generator, even after its deadline has passed or its signal has fired. */
  async close(): Promise<void> {
    const stream = this.#stream;
    if (stream === undefined) return;
    const close = this.#call(Operation.callMethod, [stream, "close"]);
    const call = callOf(close);
    const { pool, session } = call.options;
    call.replaceOptions({ pool, session });
    try {
      await close;
    } finally {
      this.forget();
    }
  }

  /** Releases the iterator in Python. */
  forget(): void {
    if (this.#stream !== undefined) callOf(this.#stream).forget();
  }

  /** The call that opens the iterator. It is sent with the first call that needs it. */
  #opened(): PyCall<unknown> {
    if (this.#stream === undefined) {
      this.#stream = this.#iterable.$newCall(Operation.stream, symbol, [this.#iterable]);
      const call = callOf(this.#stream);
      call.replaceOptions({ ...call.options, ...this.#options });
    }
    return this.#stream;
  }

  #call<T>(op: number, lead: unknown[]): PyCall<T> {
    const call = this.#iterable.$newCall<T>(op, symbol, lead);
    callOf(call).placeAt(this.#site);
    return call;
  }
}

/** Whether no other code can have the iterable: it is the result of an unsent call. An attribute is available to others. */
function isFresh(iterable: Remote): boolean {
  const call = asCall(iterable);
  if (call === undefined || call.route !== undefined) return false;
  const { op } = call;
  return op === Operation.callSymbol || op === Operation.call || op === Operation.callMethod;
}
