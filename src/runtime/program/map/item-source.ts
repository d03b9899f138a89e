import { setImmediate as nextTurn } from "node:timers/promises";

/** Takes items from an iterable, several at a time. */
export interface ItemSource<T> {
  /** Takes up to `count` items. An empty array is the end. Does not wait for more items while it has some. */
  take(count: number): T[] | Promise<T[]>;
  /** Closes the iterator: no more items are needed. */
  close(): void;
}

export function itemsOf<T>(items: Iterable<T> | AsyncIterable<T>): ItemSource<T> {
  return Symbol.asyncIterator in items
    ? fromAsync(items[Symbol.asyncIterator]())
    : fromSync(items[Symbol.iterator]());
}

function fromSync<T>(iterator: Iterator<T>): ItemSource<T> {
  return {
    take(count) {
      const taken: T[] = [];
      while (taken.length < count) {
        const next = iterator.next();
        if (next.done) break;
        taken.push(next.value);
      }
      return taken;
    },
    close: () => void iterator.return?.(),
  };
}

function fromAsync<T>(iterator: AsyncIterator<T>): ItemSource<T> {
  /** The item that was requested but had not arrived in time for the last chunk. */
  let pending: Promise<IteratorResult<T>> | undefined;
  const late = Symbol();

  return {
    async take(count) {
      const taken: T[] = [];
      while (taken.length < count) {
        pending ??= iterator.next();
        const next = taken.length === 0 ? await pending : await Promise.race([pending, nextTurn(late)]);
        if (next === late) break;
        pending = undefined;
        const { done, value } = next as IteratorResult<T>;
        if (done) break;
        taken.push(value as T);
      }
      return taken;
    },
    close() {
      pending?.catch(() => {}); // no longer needed
      iterator.return?.().catch(() => {});
    },
  };
}
