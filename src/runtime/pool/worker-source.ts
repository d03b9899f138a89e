import type { Dispatcher } from "../call/dispatcher.ts";
import type { ConnectionOwner } from "../connection/connection-owner.ts";
import type { Worker } from "./worker.ts";

/** A pool as its workers know it. */
export interface WorkerOwner extends Omit<ConnectionOwner<Dispatcher | undefined>, "idle" | "interrupt"> {
  /** A worker may have become able to take calls, or unable. */
  workerChanged(): void;
}

/** Where workers come from. */
export interface WorkerSource {
  /** Resolves to a worker that is ready. Rejects with a `SnakebridgeError`, and leaves nothing behind then. */
  start(owner: WorkerOwner): Promise<Worker>;
}
