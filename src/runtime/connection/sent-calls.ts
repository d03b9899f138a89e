import { DecodingFailure } from "../codec/failure.ts";
import { Flag } from "../wire/flags.ts";
import type { Request } from "./dispatcher.ts";
import type { CallFailure } from "./thrown.ts";

/** What a worker was sent: calls by id until they are answered, and which results it keeps. */
export class SentCalls {
  readonly #largestId: number;
  #nextId = 1;
  #lastId = 0;
  /** In order. A call that was given up stays until its answer comes. */
  readonly #unanswered = new Map<number, Request>();
  /** Of these, what goes on beside others: coroutines, and what needs them. */
  readonly #aside = new Set<number>();
  /** The last call of each frame that is under way. */
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

  /** Frames whose last call the worker has not come past. */
  get frames(): number {
    return this.#lastOfFrames.length;
  }

  /** The call that the worker is at: the oldest without an answer that it did not put aside; 0 when there is none. */
  get running(): number {
    for (const id of this.#unanswered.keys()) if (!this.#aside.has(id)) return id;
    return 0;
  }

  has(id: number): boolean {
    return this.#unanswered.has(id);
  }

  entries(): IterableIterator<[number, Request]> {
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

  add(id: number, request: Request): void {
    this.#unanswered.set(id, request);
    if ((request.flags & Flag.keep) !== 0) this.#kept.add(id);
    this.#lastId = id;
    this.#nextId = id + 1;
  }

  /** The call that was added last is the last one of its frame. */
  endFrame(): void {
    this.#lastOfFrames.push(this.#lastId);
  }

  answered(id: number): Request {
    const request = this.#unanswered.get(id);
    if (request === undefined) throw new DecodingFailure(`it answers call ${id}, which is not under way`);
    this.#unanswered.delete(id);
    if (!this.#aside.delete(id)) this.#passed(id);
    return request;
  }

  putAside(id: number): void {
    if (!this.#unanswered.has(id))
      throw new DecodingFailure(`it puts call ${id} aside, which is not under way`);
    this.#aside.add(id);
    this.#passed(id);
  }

  /** A call failed, or (a number) needed the result of one that did. */
  failed(request: Request, reason: CallFailure | number): void {
    const failure = typeof reason === "number" ? this.#failures.get(reason) : reason;
    if (failure === undefined) throw new DecodingFailure(`it tells of call ${reason}, which has not failed`);
    if (this.#kept.has(request.id)) this.#failures.set(request.id, failure);
    request.fail(failure);
  }

  /** The kept result of a call is let go. */
  forget(id: number): void {
    this.#kept.delete(id);
    this.#failures.delete(id);
  }

  /** No answer will come; gives those that would have got one. */
  clear(): Request[] {
    const requests = [...this.#unanswered.values()];
    this.#unanswered.clear();
    return requests;
  }

  /** The worker has come past a call. */
  #passed(id: number): void {
    const frame = this.#lastOfFrames.indexOf(id);
    if (frame >= 0) this.#lastOfFrames.splice(frame, 1);
  }
}
