import { type CallOptions, checkCallOptions } from "../call/call-options.ts";
import { callOf } from "../call/remote.ts";
import { SnakebridgeError } from "../errors.ts";
import { invalidOptions } from "../invalid-options.ts";
import type { Operators } from "./operators.ts";
import type { PyCall, PyInput } from "./py-call.ts";
import { PythonError } from "./python-error.ts";
import { type Batch, State, Stream } from "./stream.ts";

/** Options for iterating over a Python object. The deadline applies to each wait, the signal to the entire iteration. */
export interface IterateOptions extends Pick<CallOptions, "timeoutMs" | "signal"> {
  /**
   * Maximum number of items that Python may create before they are requested. It never creates more than the loop has
   * already taken.
   */
  readonly readAhead?: number;
}

const defaultReadAhead = 1024;
/** When a loop ends, the call in flight may end soon by itself. It is interrupted after each period of this length. */
const interruptMs = 100;

type Result = IteratorResult<unknown, unknown>;

/** Iterates over a Python iterable. Python creates only the requested items, unless it may read ahead. */
export class PyIterator implements AsyncGenerator<unknown, unknown, PyInput> {
  readonly #stream: Stream;
  #readAhead: number;
  /** Whether the program set `readAhead`. Then it applies even to iterators that other code may use. */
  readonly #isFirm: boolean;
  #items: readonly unknown[] = [];
  #at = 0;
  #taken = 0;
  #requested: { readonly call: PyCall<Batch>; readonly settled: Promise<void> } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #ended = false;
  #closing = false;
  #returned: unknown;
  /** The last of the steps, which wait for one another. */
  #last: Promise<unknown> | undefined;

  constructor(iterable: Operators, { readAhead, ...options }: IterateOptions) {
    checkCallOptions(options);
    if (readAhead !== undefined && !(readAhead >= 0))
      throw invalidOptions("the iteration", `readAhead is ${readAhead}, not a number of items`);
    this.#stream = new Stream(iterable, options);
    this.#readAhead = readAhead ?? defaultReadAhead;
    this.#isFirm = readAhead !== undefined;
  }

  /** Returns the next item. A generator receives `value` as the result of its `yield`. */
  next(value?: PyInput): Promise<Result> {
    if (this.#last === undefined && value == null && this.#at < this.#items.length)
      return Promise.resolve(this.#take());
    return this.#inTurn(() => this.#next(value));
  }

  /** Raises an error at the generator's current `yield`. */
  throw(error: unknown): Promise<Result> {
    return this.#inTurn(() => {
      if (this.#ended) throw error;
      return this.#resume(() => this.#stream.throw(error));
    });
  }

  /** Ends the iteration, and closes a generator: its `finally` has run when this settles. */
  return(value?: unknown): Promise<Result> {
    this.#closing = true;
    const timer =
      this.#requested === undefined ? undefined : setInterval(() => this.#interrupt(), interruptMs);
    return this.#inTurn(async () => {
      await this.#requested?.settled;
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
      if (this.#requested === undefined) this.#request(1 + Math.min(this.#readAhead, this.#taken));
      await this.#requested!.settled;
    }
    return this.#take();
  }

  #take(): Result {
    const value = this.#items[this.#at++];
    this.#taken++;
    const ahead = this.#items.length - this.#at;
    const limit = Math.min(this.#readAhead, this.#taken);
    if (2 * ahead <= limit && ahead < limit && !this.#isOver) this.#request(limit - ahead);
    return { value, done: false };
  }

  get #isOver(): boolean {
    return this.#requested !== undefined || this.#ended || this.#failure !== undefined;
  }

  #request(count: number): void {
    const call = this.#stream.take(count);
    const received = (batch: unknown): void => {
      this.#requested = undefined;
      this.#receive(batch as Batch);
    };
    const failed = (error: unknown): void => {
      this.#requested = undefined;
      this.#failure = { error };
    };
    this.#requested = { call, settled: callOf(call).answer.then(received, failed) };
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

  /** Resumes the generator with `send` or `throw`. */
  async #resume(start: () => PyCall<Batch>): Promise<Result> {
    if (this.#requested !== undefined || this.#at < this.#items.length)
      throw new SnakebridgeError(
        "ReadAhead",
        "The generator has already read ahead. Use $iter() without readAhead.",
      );
    try {
      this.#receive(await start());
    } catch (error) {
      return this.#fail(error);
    }
    return this.#at < this.#items.length ? this.#take() : this.#end();
  }

  /** Reports the return value of a generator once. */
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
    if (this.#requested !== undefined) callOf(this.#requested.call).interrupt();
  }

  async #close(): Promise<void> {
    this.#items = [];
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#stream.close();
    } catch (error) {
      // If its worker has ended, the generator is closed as well.
      if (error instanceof PythonError || !(error instanceof SnakebridgeError)) throw error;
    }
  }
}
