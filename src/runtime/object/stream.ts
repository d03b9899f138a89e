import type { CallOptions } from "../call/call-options.ts";
import { type CallSite, captureSite } from "../call/call-site.ts";
import { Thrown } from "../connection/thrown.ts";
import { Operation } from "../wire/operations.ts";
import { invocationOf, LazyCall, makeCall, type PyCall, type PyInput } from "./py-call.ts";
import { Remote } from "./remote.ts";

/** `shared`: others that know the iterator would miss what is read ahead; `live`: the last item may change with it. */
export const State = { more: 0, done: 1, shared: 2, live: 3 } as const;

/** Items, a `State`, and what a generator returned. */
export type Batch = readonly [items: unknown[], state: number, value: unknown];

/** A batch that has an item waits no longer than this for another. */
const budgetMs = 5;
const symbol = "$iter";

/** The Python side of one iteration. */
export class Stream {
  readonly #iterable: Remote;
  readonly #options: CallOptions;
  readonly #site: CallSite;
  #stream: PyCall<unknown> | undefined;
  /** Whether the iterable is known beside this iteration. */
  readonly isHeld: boolean;

  constructor(iterable: Remote, options: CallOptions) {
    this.#iterable = iterable;
    this.#options = options;
    this.#site = captureSite(Stream);
    this.isHeld = !(iterable instanceof LazyCall && isFresh(iterable));
  }

  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  /** Up to `count` items, and at least one unless that was all. */
  take(count: number): PyCall<Batch> {
    return this.#call(Operation.nextItems, [this.#opened(), count, budgetMs]);
  }

  send(value: PyInput): PyCall<Batch> {
    return this.#call(Operation.callMethod, [this.#opened(), "send", [value]]);
  }

  /** A Python exception is raised as itself. */
  throw(error: unknown): PyCall<Batch> {
    const thrown = error instanceof Remote ? error : new Thrown(error);
    return this.#call(Operation.callMethod, [this.#opened(), "throw", [thrown]]);
  }

  /** Ends a generator, whatever became of the deadline and the signal. */
  async close(): Promise<void> {
    const stream = this.#stream;
    if (stream === undefined) return;
    const close = this.#call(Operation.callMethod, [stream, "close"]);
    const { pool, session } = invocationOf(close).options;
    invocationOf(close).options = { pool, session };
    try {
      await close;
    } finally {
      this.forget();
    }
  }

  /** Python need not keep the iterator any longer. */
  forget(): void {
    if (this.#stream !== undefined) invocationOf(this.#stream).forget();
  }

  /** Not awaited: it travels with the first call that needs it. */
  #opened(): PyCall<unknown> {
    if (this.#stream === undefined) {
      this.#stream = makeCall(Operation.stream, symbol, [this.#iterable]);
      const call = invocationOf(this.#stream);
      call.options = { ...call.options, ...this.#options };
    }
    return this.#stream;
  }

  #call<T>(op: number, lead: unknown[]): PyCall<T> {
    const call = makeCall<T>(op, symbol, lead);
    invocationOf(call).site = this.#site;
    return call;
  }
}

/** Nobody else can have what a call gives that is yet to be made; an attribute somebody has. */
function isFresh(lazy: LazyCall<unknown>): boolean {
  const { op, route } = invocationOf(lazy);
  return (
    route === undefined &&
    (op === Operation.callSymbol || op === Operation.call || op === Operation.callMethod)
  );
}
