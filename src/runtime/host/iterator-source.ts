import type { AnyIterator } from "./iterable-form.ts";
import { Snapshots } from "./snapshots.ts";

/** Items, whether the iterator has ended, and the return value of a generator. */
type Items = readonly [items: unknown[], done: boolean, returned: unknown];

/** A batch with at least one item waits at most this long for more. */
const budgetMs = 5;
const maxBytes = 1 << 20;

const late: unique symbol = Symbol("late");

/** Python's iteration over an iterator of this program. */
export class IteratorSource {
  #open: (() => AnyIterator) | undefined;
  #iterator: AnyIterator | undefined;
  /** The item that was requested but did not arrive within the time of its batch. */
  #pending: Promise<IteratorResult<unknown>> | undefined;
  #failure: { readonly error: unknown } | undefined;
  #ended = false;
  /** The request that is being served. Python's threads may request items at the same time. */
  #turn: Promise<unknown> | undefined;

  constructor(open: () => AnyIterator) {
    this.#open = open;
  }

  /** Takes up to `count` items, at least one. An error after some items is reported by the next request. */
  take(count: number): Items | Promise<Items> {
    if (this.#turn !== undefined) return this.#inTurn(() => this.#take(count));
    const taken = this.#take(count);
    return taken instanceof Promise ? this.#inTurn(() => taken) : taken;
  }

  /** `generator.next(value)` or `generator.throw(value)`. */
  resume(way: "next" | "throw", value: unknown): Promise<Items> {
    return this.#inTurn(async () => {
      if (this.#ended) {
        if (way === "throw") throw value;
        return [[], true, null];
      }
      this.#iterator ??= this.#open!();
      const batch = new Batch(1);
      try {
        const result = await (this.#iterator as AsyncGenerator)[way](value);
        if (result.done === true) return this.#end(batch, result.value);
        batch.add(result.value);
      } catch (error) {
        this.#fail(batch, error);
      }
      return [batch.items, false, null];
    });
  }

  /** Ends the iterator. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const iterator = this.#iterator;
    this.#release();
    await iterator?.return?.();
  }

  /** Ends the iterator after Python released it. No Python code awaits it, so a failure is a warning of the process. */
  async dispose(): Promise<void> {
    await this.close().catch((error: unknown) => {
      process.emitWarning(`an iterator that Python released failed to close: ${String(error)}`, {
        type: "SnakebridgeWarning",
        code: "SNAKEBRIDGE_CLOSE_FAILED",
      });
    });
  }

  #inTurn(take: () => Items | Promise<Items>): Promise<Items> {
    const result = this.#turn === undefined ? Promise.resolve(take()) : this.#turn.then(take, take);
    const done = (): void => {
      if (this.#turn === result) this.#turn = undefined;
    };
    this.#turn = result;
    result.then(done, done);
    return result;
  }

  #take(count: number): Items | Promise<Items> {
    if (this.#failure !== undefined) {
      const { error } = this.#failure;
      this.#failure = undefined;
      throw error;
    }
    if (this.#ended) return [[], true, null];
    this.#iterator ??= this.#open!();
    const batch = new Batch(count);
    try {
      while (!batch.isFull) {
        const next = this.#pending ?? this.#iterator.next();
        if (next instanceof Promise) return this.#takeRest(batch, next);
        if (next.done === true) return this.#end(batch, next.value);
        batch.add(next.value);
      }
    } catch (error) {
      this.#fail(batch, error);
    }
    return [batch.items, false, null];
  }

  async #takeRest(batch: Batch, first: Promise<IteratorResult<unknown>>): Promise<Items> {
    let next = first;
    try {
      for (;;) {
        const result = batch.items.length === 0 ? await next : await this.#inTime(next, batch.msLeft);
        if (result === late) break;
        this.#pending = undefined;
        if (result.done === true) return this.#end(batch, result.value);
        batch.add(result.value);
        if (batch.isFull || this.#ended) break;
        next = Promise.resolve(this.#iterator!.next());
      }
    } catch (error) {
      this.#pending = undefined;
      this.#fail(batch, error);
    }
    return [batch.items, false, null];
  }

  async #inTime(
    next: Promise<IteratorResult<unknown>>,
    ms: number,
  ): Promise<IteratorResult<unknown> | typeof late> {
    this.#pending = next;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<typeof late>((resolve) => {
      timer = setTimeout(resolve, ms, late);
    });
    try {
      return await Promise.race([next, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The iterator's closure may hold the object that holds this one: a cycle through Python, which no collector can free. */
  #release(): void {
    this.#ended = true;
    this.#iterator = undefined;
    this.#open = undefined;
  }

  #end(batch: Batch, returned: unknown): Items {
    this.#release();
    return [batch.items, true, returned];
  }

  #fail(batch: Batch, error: unknown): void {
    this.#release();
    if (batch.items.length === 0) throw error;
    this.#failure = { error };
  }
}

/** Items that will be sent, as they were when they arrived. */
class Batch {
  readonly items: unknown[] = [];
  readonly #count: number;
  readonly #snapshots = new Snapshots();
  readonly #deadline = performance.now() + budgetMs;

  constructor(count: number) {
    this.#count = count;
  }

  get msLeft(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  get isFull(): boolean {
    const { length } = this.items;
    return (
      length >= this.#count ||
      this.#snapshots.isLive ||
      (length > 0 && (this.#snapshots.bytes >= maxBytes || performance.now() >= this.#deadline))
    );
  }

  add(item: unknown): void {
    // The last item needs no copy: it is written before the iterator continues.
    this.items.push(this.items.length + 1 < this.#count ? this.#snapshots.take(item) : item);
  }
}
