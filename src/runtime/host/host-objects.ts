import { onReleased } from "./host-iterables.ts";

interface Entry {
  readonly value: unknown;
  /** How often it was sent to the worker and not yet released there. */
  count: number;
}

/** The objects of this program that a worker holds: functions, and values that they threw. Kept while Python holds them. */
export class HostObjects {
  readonly #entries = new Map<number, Entry>();
  readonly #numbers = new Map<unknown, number>();
  hasStaged = false;
  #last = 0;
  /** Written into a message that may still be discarded. */
  #staged: number[] = [];

  get size(): number {
    return this.#entries.size;
  }

  get(number: number): { readonly value: unknown } | undefined {
    return this.#entries.get(number);
  }

  /** Returns the number of a value that is being written. It stays the same while the worker holds the value. */
  stage(value: unknown): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = ++this.#last;
      this.#entries.set(number, { value, count: 0 });
      this.#numbers.set(value, number);
    }
    this.#staged.push(number);
    this.hasStaged = true;
    return number;
  }

  /** The message is sent. */
  commit(): void {
    this.hasStaged = false;
    for (const number of this.#staged) this.#entries.get(number)!.count++;
    this.#staged.length = 0;
  }

  /** The message was discarded. */
  discard(): void {
    this.hasStaged = false;
    for (const number of this.#staged.splice(0)) this.drop(number, 0);
  }

  /** The worker released an object that it received `count` times. */
  drop(number: number, count: number): void {
    const entry = this.#entries.get(number);
    if (entry === undefined) return;
    entry.count -= count;
    if (entry.count > 0) return;
    this.#entries.delete(number);
    this.#numbers.delete(entry.value);
    if (count > 0) onReleased(entry.value);
  }

  clear(): void {
    for (const { value } of this.#entries.values()) onReleased(value);
    this.#entries.clear();
    this.#numbers.clear();
    this.hasStaged = false;
    this.#staged.length = 0;
  }
}
