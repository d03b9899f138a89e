import { type CallOptions, checkCallOptions } from "../../call/call-options.ts";
import { captureSite } from "../../call/call-site.ts";
import { SnakebridgeError } from "../../errors.ts";
import { invalidOptions } from "../../invalid-options.ts";
import { type Applicable, type Apply, applyingOf, environmentOf } from "./apply.ts";
import { type ConcurrencyWindow, concurrencyWindowOf } from "./concurrency-window.ts";
import { itemsOf } from "./item-source.ts";
import { limitsOf } from "./map-limits.ts";

export interface MapOptions extends Omit<CallOptions, "loop"> {
  /**
   * Maximum number of items that are in flight, or done but not yet taken. Default: enough to keep the pool's workers busy.
   */
  readonly concurrency?: number | undefined;
  /** Items in one message. Default: adapts, so that all workers stay evenly busy. */
  readonly chunk?: number | undefined;
  /** Return the outcome of each item, like `Promise.allSettled`, instead of stopping at the first failure. */
  readonly settle?: boolean | undefined;
}

/**
 * The results of `map(...)`, in the order of the items. Await it for an array, or iterate over it. It runs once, and begins
 * then.
 */
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
 * Calls `fn(item)` for each item: many calls in few messages, spread over all workers of the pool. The first failure is thrown
 * at its place in the order, and ends the run. With `settle`, each result is the outcome of its item instead.
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
    outcomesOf(apply, items, options, concurrencyWindowOf(options, environmentOf(fn)));
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

/** Begins a chunk when the window admits it, and yields its outcomes after those of the chunks before it. */
async function* outcomesOf<T, R>(
  apply: Apply<T, R>,
  items: Iterable<T> | AsyncIterable<T>,
  options: MapOptions,
  window: ConcurrencyWindow,
): AsyncGenerator<PromiseSettledResult<R>[], void, undefined> {
  const { session, pool, settle = false } = options;
  const limits = limitsOf(options);
  const callOptions: CallOptions = { session, pool, signal: limits.signal };
  const source = itemsOf(items);
  const begun: { readonly size: number; readonly outcomes: Promise<PromiseSettledResult<R>[]> }[] = [];
  let inFlight = 0;
  let isEmpty = false;
  /** Settles when the source has delivered the next items. It stays set if the source failed. */
  let awaited: Promise<void> | undefined;

  function refill(): void {
    while (awaited === undefined && !isEmpty && window.admits(begun.length, inFlight)) {
      const taken = source.take(window.nextSize(inFlight));
      if (Array.isArray(taken)) {
        begin(taken);
      } else {
        awaited = taken.then((chunk) => {
          awaited = undefined;
          begin(chunk);
          refill();
        });
        awaited.catch(() => {}); // reported after the chunks in flight
      }
    }
  }

  function begin(chunk: readonly T[]): void {
    isEmpty = chunk.length === 0;
    if (isEmpty) return;
    const start = performance.now();
    const outcomes = apply(chunk, callOptions, !settle).finally(() => window.took(performance.now() - start));
    begun.push({ size: chunk.length, outcomes });
    inFlight += chunk.length;
  }

  try {
    for (;;) {
      refill();
      const next = begun[0];
      if (next !== undefined) {
        yield await limits.hold(next.outcomes);
        begun.shift();
        inFlight -= next.size;
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
