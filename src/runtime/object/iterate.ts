import { type CallOptions, checkCallOptions } from "../call/call-options.ts";
import { callOf } from "../call/remote.ts";
import { SnakebridgeError } from "../errors.ts";
import { invalidOptions } from "../invalid-options.ts";
import type { Operators } from "./operators.ts";
import type { PyCall, PyInput } from "./py-call.ts";
import { PythonError } from "./python-error.ts";
import { type Batch, State, Stream } from "./stream.ts";

/** How to iterate over a Python object. The deadline is for each wait, the signal for the whole. */
export interface IterateOptions extends Pick<CallOptions, "timeoutMs" | "signal"> {
  /** How many items Python may make that were not asked for yet; it never makes more than were taken already. */
  readonly readAhead?: number;
}

const defaultReadAhead = 1024;
/** What Python is at when a loop ends may be at its end soon. */
const patienceMs = 100;

type Result = IteratorResult<unknown, unknown>;

/** Items of a Python iterable, of which only those are made that are asked for, unless it may read ahead. */
export class PyIterator implements AsyncGenerator<unknown, unknown, PyInput> {
  readonly #stream: Stream;
  #readAhead: number;
  /** Whether it was said, so that it holds for iterators too that others may use. */
  readonly #isFirm: boolean;
  #items: readonly unknown[] = [];
  #at = 0;
  #taken = 0;
  #asked: { readonly call: PyCall<Batch>; readonly settled: Promise<void> } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #ended = false;
  #closing = false;
  #returned: unknown;
  /** The last of the steps that wait for one another. */
  #last: Promise<unknown> | undefined;

  constructor(iterable: Operators, { readAhead, ...options }: IterateOptions) {
    checkCallOptions(options);
    if (readAhead !== undefined && !(readAhead >= 0))
      throw invalidOptions("the iteration", `readAhead is ${readAhead}, not a number of items`);
    this.#stream = new Stream(iterable, options);
    this.#readAhead = readAhead ?? defaultReadAhead;
    this.#isFirm = readAhead !== undefined;
  }

  /** The next item; `value` is sent to the generator, where it is what `yield` gives. */
  next(value?: PyInput): Promise<Result> {
    if (this.#last === undefined && value == null && this.#at < this.#items.length)
      return Promise.resolve(this.#take());
    return this.#inTurn(() => this.#next(value));
  }

  /** Raises an error where the generator stands. */
  throw(error: unknown): Promise<Result> {
    return this.#inTurn(() => {
      if (this.#ended) throw error;
      return this.#resume(() => this.#stream.throw(error));
    });
  }

  /** Ends the iteration, and a generator with it: its `finally` has run when this settles. */
  return(value?: unknown): Promise<Result> {
    this.#closing = true;
    const timer = this.#asked === undefined ? undefined : setInterval(() => this.#interrupt(), patienceMs);
    return this.#inTurn(async () => {
      await this.#asked?.settled;
      clearInterval(timer);
      await this.#close();
      return { value: await value, done: true };
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  get [Symbol.toStringTag](): string {
    return "PyIterator";
  }

  #inTurn(step: () => Promise<Result>): Promise<Result> {
    const result = this.#last === undefined ? step() : this.#last.then(step, step);
    const done = (): void => {
      if (this.#last === result) this.#last = undefined;
    };
    this.#last = result;
    result.then(done, done);
    return result;
  }

  async #next(value: PyInput): Promise<Result> {
    if (value != null && !this.#ended) return this.#resume(() => this.#stream.send(value));
    while (this.#at >= this.#items.length) {
      if (this.#failure !== undefined) return this.#fail(this.#failure.error);
      if (this.#ended) return this.#end();
      if (this.#asked === undefined) this.#ask(1 + Math.min(this.#readAhead, this.#taken));
      await this.#asked!.settled;
    }
    return this.#take();
  }

  #take(): Result {
    const value = this.#items[this.#at++];
    this.#taken++;
    const ahead = this.#items.length - this.#at;
    const limit = Math.min(this.#readAhead, this.#taken);
    if (2 * ahead <= limit && ahead < limit && !this.#isOver) this.#ask(limit - ahead);
    return { value, done: false };
  }

  get #isOver(): boolean {
    return this.#asked !== undefined || this.#ended || this.#failure !== undefined;
  }

  #ask(count: number): void {
    const call = this.#stream.take(count);
    const received = (batch: unknown): void => {
      this.#asked = undefined;
      this.#receive(batch as Batch);
    };
    const failed = (error: unknown): void => {
      this.#asked = undefined;
      this.#failure = { error };
    };
    this.#asked = { call, settled: callOf(call).answer.then(received, failed) };
  }

  #receive([items, state, value]: Batch): void {
    this.#items = this.#at < this.#items.length ? [...this.#items.slice(this.#at), ...items] : items;
    this.#at = 0;
    const isMissed = state === State.live || (state === State.shared && this.#stream.isHeld);
    if (isMissed && !this.#isFirm) this.#readAhead = 0;
    if (state !== State.done) return;
    this.#ended = true;
    this.#returned = value;
    this.#stream.forget();
  }

  /** Goes on with the generator in another way than by asking for the next item. */
  async #resume(start: () => PyCall<Batch>): Promise<Result> {
    if (this.#asked !== undefined || this.#at < this.#items.length)
      throw new SnakebridgeError(
        "ReadAhead",
        "the generator is ahead already: use $iter(), without readAhead",
      );
    try {
      this.#receive(await start());
    } catch (error) {
      return this.#fail(error);
    }
    return this.#at < this.#items.length ? this.#take() : this.#end();
  }

  /** What a generator returned is told once. */
  #end(): Result {
    const value = this.#returned;
    this.#returned = undefined;
    return { value, done: true };
  }

  #fail(error: unknown): Result {
    this.#failure = undefined;
    if (this.#closing) return this.#end();
    this.#ended = true;
    this.#stream.close().catch(() => {});
    throw error;
  }

  #interrupt(): void {
    if (this.#asked !== undefined) callOf(this.#asked.call).interrupt();
  }

  async #close(): Promise<void> {
    this.#items = [];
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#stream.close();
    } catch (error) {
      // With its worker the generator is closed as well.
      if (error instanceof PythonError || !(error instanceof SnakebridgeError)) throw error;
    }
  }
}
