import type { Dispatcher } from "../../call/dispatcher.ts";
import { ambientDispatcher } from "../../call/route.ts";

/** Each worker has one chunk to run, and the next one already waiting. */
const chunksOfWorker = 2;
const largestChunk = 4096;
/** Quicker chunks are mostly overhead. Slower ones prevent other workers from helping. */
const quickMs = 5;
const slowMs = 50;

/** Limits how many items `map` has in flight, and how they are cut into chunks. */
export interface ConcurrencyWindow {
  /** Whether another chunk may begin while this many are in flight. */
  admits(chunks: number, items: number): boolean;
  /** Returns the size of the next chunk while this many items are in flight. */
  nextSize(items: number): number;
  /** Records how long a chunk took. */
  took(milliseconds: number): void;
}

export interface ConcurrencyOptions {
  readonly concurrency?: number | undefined;
  readonly chunk?: number | undefined;
  readonly session?: unknown;
  readonly pool?: Dispatcher | undefined;
}

/** Without the option `chunk`, the first chunk has one item, and the size grows while chunks are quick. */
export function concurrencyWindowOf(
  { concurrency, chunk, session, pool }: ConcurrencyOptions,
  environment: string | undefined,
): ConcurrencyWindow {
  const workers = session === undefined ? ((pool ?? ambientDispatcher(environment)).workers ?? 1) : 1;
  const mostChunks = chunksOfWorker * workers;
  const most = concurrency === undefined ? largestChunk : Math.max(1, Math.floor(concurrency / mostChunks));
  let size = 1;
  return {
    admits: (chunks, items) => (concurrency === undefined ? chunks < mostChunks : items < concurrency),
    nextSize: (items) =>
      Math.min(chunk ?? size, concurrency === undefined ? Number.POSITIVE_INFINITY : concurrency - items),
    took(milliseconds) {
      if (milliseconds < quickMs) size = Math.min(4 * size, most);
      else if (milliseconds > slowMs) size = Math.max(Math.floor(size / 2), 1);
    },
  };
}
