interface Waiter<Place> {
  resolve(place: Place): void;
  reject(error: Error): void;
}

/** Calls that wait for a worker, served first come, first served. */
export class WaitingQueue<Place> {
  /** How many calls wait. */
  readonly size: number = 0;
  readonly #waiters: Waiter<Place>[] = [];
  #onEmpty: (() => void) | undefined;

  /** Joins the queue. Resolves to the place that `serve` gives. */
  join(): Promise<Place> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#updateSize();
    });
  }

  /** Gives the first call its place. Throws when no call waits. */
  serve(place: Place): void {
    const first = this.#waiters.shift();
    if (first === undefined) throw new Error("No call waits.");
    first.resolve(place);
    this.#updateSize();
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.#waiters.splice(0)) reject(error);
    this.#updateSize();
  }

  /** Resolves once no call waits any more. */
  empty(): Promise<void> {
    if (this.#waiters.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  #updateSize(): void {
    (this as { size: number }).size = this.#waiters.length;
    if (this.size === 0) this.#onEmpty?.();
  }
}
