import type { Request } from "./request.ts";

/** Longer runs of taken places are cut off. */
const mostTaken = 1024;

/** Requests that wait to be written, oldest first. It knows no connection, so that it can also serve several of them. */
export class RequestQueue<R extends Request> {
  #waiting: R[] = [];
  /** How many at the beginning of `waiting` were taken. */
  #taken = 0;
  readonly #isUrgent: (request: R) => boolean;
  #mayHaveUrgent = false;

  /** @param isUrgent whether a request is to be written even where there is no room for others; may change to false */
  constructor(isUrgent: (request: R) => boolean) {
    this.#isUrgent = isUrgent;
  }

  get size(): number {
    return this.#waiting.length - this.#taken;
  }

  get hasUrgent(): boolean {
    this.#mayHaveUrgent &&= this.#indexOfUrgent >= 0;
    return this.#mayHaveUrgent;
  }

  push(request: R): void {
    this.#waiting.push(request);
    this.#mayHaveUrgent ||= this.#isUrgent(request);
  }

  /** Removes and returns the oldest request. */
  take(): R | undefined {
    const request = this.#waiting[this.#taken];
    if (request === undefined) return undefined;
    this.#taken++;
    if (this.#taken > mostTaken) {
      this.#compact();
    } else if (this.#taken === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#taken = 0;
    }
    return request;
  }

  /** Removes and returns the oldest urgent request. */
  takeUrgent(): R | undefined {
    const index = this.#indexOfUrgent;
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  remove(request: R): void {
    const index = this.#waiting.indexOf(request, this.#taken);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  /** Removes and returns all requests. */
  takeAll(): R[] {
    this.#compact();
    return this.#waiting.splice(0);
  }

  get #indexOfUrgent(): number {
    for (let index = this.#taken; index < this.#waiting.length; index++)
      if (this.#isUrgent(this.#waiting[index]!)) return index;
    return -1;
  }

  #compact(): void {
    this.#waiting.splice(0, this.#taken);
    this.#taken = 0;
  }
}
