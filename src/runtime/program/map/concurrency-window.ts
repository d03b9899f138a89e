import type { Dispatcher } from "../../call/dispatcher.ts";
import { ambientDispatcher } from "../../call/route.ts";

/** Each worker has one chunk to run and one that is there when that is done. */
const chunksOfWorker = 2;
const largestChunk = 4096;
/** Quicker chunks are mostly overhead, slower ones keep other workers from helping. */
const quickMs = 5;
const slowMs = 50;

/** How many items `map` has under way, and how they are cut into chunks. */
export interface Room {
  has(chunks: number, items: number): boolean;
  /** Size of the next chunk. */
  next(items: number): number;
  /** A chunk has taken this long. */
  took(milliseconds: number): void;
}

export interface RoomOptions {
  readonly concurrency?: number | undefined;
  readonly chunk?: number | undefined;
  readonly session?: unknown;
  readonly pool?: Dispatcher | undefined;
}

/** Chunks of a size that is not given begin with one item, and grow as long as they are quick. */
export function roomOf(
  { concurrency, chunk, session, pool }: RoomOptions,
  environment: string | undefined,
): Room {
  const workers = session === undefined ? ((pool ?? ambientDispatcher(environment)).workers ?? 1) : 1;
  const mostChunks = chunksOfWorker * workers;
  const most = concurrency === undefined ? largestChunk : Math.max(1, Math.floor(concurrency / mostChunks));
  let size = 1;
  return {
    has: (chunks, items) => (concurrency === undefined ? chunks < mostChunks : items < concurrency),
    next: (items) =>
      Math.min(chunk ?? size, concurrency === undefined ? Number.POSITIVE_INFINITY : concurrency - items),
    took(milliseconds) {
      if (milliseconds < quickMs) size = Math.min(4 * size, most);
      else if (milliseconds > slowMs) size = Math.max(Math.floor(size / 2), 1);
    },
  };
}
