import { type CallOptions, checkCallOptions } from "../../call/call-options.ts";
import { captureSite } from "../../call/call-site.ts";
import { SnakebridgeError } from "../../errors.ts";
import { invalidOptions } from "../../invalid-options.ts";
import { type Applicable, type Apply, applyingOf, environmentOf } from "./apply.ts";
import { type Room, roomOf } from "./concurrency-window.ts";
import { itemsOf } from "./item-source.ts";
import { limitsOf } from "./map-limits.ts";

export interface MapOptions extends Omit<CallOptions, "loop"> {
  /** Items that are under way, or done and not taken yet, at one time. Default: enough for the workers of the pool. */
  readonly concurrency?: number | undefined;
  /** Items in one message. Default: what keeps the workers evenly busy. */
  readonly chunk?: number | undefined;
  /** Tell what became of each item, as `Promise.allSettled` does, instead of stopping at the first that fails. */
  readonly settle?: boolean | undefined;
}

/** The results of `map(...)`, in the order of the items. Begins when it is awaited (for an array) or iterated, once. */
export class PyMap<R> implements PromiseLike<R[]>, AsyncIterable<R> {
  readonly #run: () => AsyncGenerator<R[], void, undefined>;
  #all: Promise<R[]> | undefined;
  #begun = false;

  /** @internal */
  constructor(run: () => AsyncGenerator<R[], void, undefined>) {
    this.#run = run;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is awaited
  then<A = R[], B = never>(
    onFulfilled?: ((value: R[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#all ??= this.#collect();
    return this.#all.then(onFulfilled, onRejected);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<R, void, undefined> {
    for await (const results of this.#begin()) yield* results;
  }

  async #collect(): Promise<R[]> {
    const all: R[] = [];
    for await (const results of this.#begin()) for (const result of results) all.push(result);
    return all;
  }

  #begin(): AsyncGenerator<R[], void, undefined> {
    if (this.#begun)
      throw new SnakebridgeError("AlreadySent", "map() runs once: await it, or iterate it, not both");
    this.#begun = true;
    return this.#run();
  }
}

/**
 * `fn(item)` for each item: many calls in few messages, over all workers of the pool. The first failure ends it, and is thrown in
 * its place; with `settle` each result says what became of its item.
 */
export function map<T, R>(
  fn: Applicable<T, R>,
  items: Iterable<T> | AsyncIterable<T>,
  options: MapOptions & { readonly settle: true },
): PyMap<PromiseSettledResult<R>>;
export function map<T, R>(
  fn: Applicable<T, R>,
  items: Iterable<T> | AsyncIterable<T>,
  options?: MapOptions,
): PyMap<R>;
export function map<T, R>(
  fn: Applicable<T, R>,
  items: Iterable<T> | AsyncIterable<T>,
  options: MapOptions = {},
): PyMap<R | PromiseSettledResult<R>> {
  checkMapOptions(options);
  const apply = applyingOf(fn, captureSite(map));
  const outcomes = (): ReturnType<typeof outcomesOf<T, R>> =>
    outcomesOf(apply, items, options, roomOf(options, environmentOf(fn)));
  if (options.settle === true) return new PyMap(outcomes);
  return new PyMap(() => valuesOf(outcomes()));
}

function checkMapOptions(options: MapOptions): void {
  checkCallOptions(options, ["concurrency", "chunk", "settle"]);
  for (const name of ["concurrency", "chunk"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      throw invalidOptions("map()", `${name} is ${value}, not a number of items`);
  }
}

async function* valuesOf<R>(
  outcomes: AsyncIterable<PromiseSettledResult<R>[]>,
): AsyncGenerator<R[], void, undefined> {
  for await (const chunk of outcomes) {
    const end = chunk.findIndex(({ status }) => status === "rejected");
    const failed = chunk[end];
    yield (end < 0 ? chunk : chunk.slice(0, end)).map((each) => (each as PromiseFulfilledResult<R>).value);
    if (failed?.status === "rejected") throw failed.reason;
  }
}

/** A chunk is begun when those before leave room, and given when they were taken. */
async function* outcomesOf<T, R>(
  apply: Apply<T, R>,
  items: Iterable<T> | AsyncIterable<T>,
  options: MapOptions,
  room: Room,
): AsyncGenerator<PromiseSettledResult<R>[], void, undefined> {
  const { session, pool, settle = false } = options;
  const limits = limitsOf(options);
  const callOptions: CallOptions = { session, pool, signal: limits.signal };
  const source = itemsOf(items);
  const begun: { readonly size: number; readonly outcomes: Promise<PromiseSettledResult<R>[]> }[] = [];
  let underWay = 0;
  let isEmpty = false;
  /** Items that the source has not given yet; it stays when they cannot come. */
  let awaited: Promise<void> | undefined;

  function refill(): void {
    while (awaited === undefined && !isEmpty && room.has(begun.length, underWay)) {
      const taken = source.take(room.next(underWay));
      if (Array.isArray(taken)) {
        begin(taken);
      } else {
        awaited = taken.then((chunk) => {
          awaited = undefined;
          begin(chunk);
          refill();
        });
        awaited.catch(() => {}); // told when what was begun is done
      }
    }
  }

  function begin(chunk: readonly T[]): void {
    isEmpty = chunk.length === 0;
    if (isEmpty) return;
    const start = performance.now();
    const outcomes = apply(chunk, callOptions, !settle).finally(() => room.took(performance.now() - start));
    begun.push({ size: chunk.length, outcomes });
    underWay += chunk.length;
  }

  try {
    for (;;) {
      refill();
      const next = begun[0];
      if (next !== undefined) {
        yield await limits.hold(next.outcomes);
        begun.shift();
        underWay -= next.size;
      } else if (awaited !== undefined) {
        await limits.hold(awaited);
      } else {
        return;
      }
    }
  } finally {
    limits.end();
    if (!isEmpty) source.close();
  }
}
