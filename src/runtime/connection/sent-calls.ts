import { DecodingFailure } from "../codec/failure.ts";
import { Flag } from "../wire/flags.ts";
import type { CallFailure } from "./call-failure.ts";
import type { Request } from "./request.ts";

/** The calls that a worker was sent, by id until it replies, and the results that it keeps. */
export class SentCalls<R extends Request> {
  readonly #largestId: number;
  #nextId = 1;
  #lastId = 0;
  /** In order. A cancelled call stays until its reply arrives. */
  readonly #unanswered = new Map<number, R>();
  /** Of these, the detached ones, which run concurrently with others: coroutines, and what needs them. */
  readonly #detached = new Set<number>();
  /** The last call of each frame in flight. */
  readonly #lastOfFrames: number[] = [];
  /** Calls whose results the worker keeps. */
  readonly #kept = new Set<number>();
  /** Of those, the ones that failed: calls that need their results fail like they did. */
  readonly #failures = new Map<number, CallFailure>();

  /** @param largestId after this one, ids begin again, without those that are still in use */
  constructor(largestId: number) {
    this.#largestId = largestId;
  }

  /** How many are not answered. */
  get size(): number {
    return this.#unanswered.size;
  }

  /** Frames whose last call the worker has not passed. */
  get frames(): number {
    return this.#lastOfFrames.length;
  }

  /** The call that the worker runs: the oldest one in flight that is not detached; 0 when there is none. */
  get running(): number {
    for (const id of this.#unanswered.keys()) if (!this.#detached.has(id)) return id;
    return 0;
  }

  has(id: number): boolean {
    return this.#unanswered.has(id);
  }

  entries(): IterableIterator<[number, R]> {
    return this.#unanswered.entries();
  }

  /** The id for the next call. */
  freeId(): number {
    let id = this.#nextId;
    while (id > this.#largestId || this.#unanswered.has(id) || this.#kept.has(id))
      id = id >= this.#largestId ? 1 : id + 1;
    this.#nextId = id;
    return id;
  }

  add(id: number, request: R): void {
    this.#unanswered.set(id, request);
    if ((request.flags & Flag.keep) !== 0) this.#kept.add(id);
    this.#lastId = id;
    this.#nextId = id + 1;
  }

  /** The call that was added last is the last one of its frame. */
  endFrame(): void {
    this.#lastOfFrames.push(this.#lastId);
  }

  answered(id: number): R {
    const request = this.#unanswered.get(id);
    if (request === undefined) throw new DecodingFailure(`it answers call ${id}, which is not in flight`);
    this.#unanswered.delete(id);
    if (!this.#detached.delete(id)) this.#passed(id);
    return request;
  }

  detach(id: number): void {
    if (!this.#unanswered.has(id))
      throw new DecodingFailure(`it detaches call ${id}, which is not in flight`);
    this.#detached.add(id);
    this.#passed(id);
  }

  /** A call failed, or (a number) needed the result of one that did. */
  failed(request: R, reason: CallFailure | number): void {
    const failure = typeof reason === "number" ? this.#failures.get(reason) : reason;
    if (failure === undefined) throw new DecodingFailure(`it names call ${reason}, which has not failed`);
    if (this.#kept.has(request.id)) this.#failures.set(request.id, failure);
    request.fail(failure);
  }

  /** The kept result of a call is released. */
  forget(id: number): void {
    this.#kept.delete(id);
    this.#failures.delete(id);
  }

  /** No reply will come. Returns the calls that were in flight. */
  clear(): R[] {
    const requests = [...this.#unanswered.values()];
    this.#unanswered.clear();
    return requests;
  }

  /** The worker has passed a call. */
  #passed(id: number): void {
    const frame = this.#lastOfFrames.indexOf(id);
    if (frame >= 0) this.#lastOfFrames.splice(frame, 1);
  }
}
