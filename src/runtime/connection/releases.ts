import type { Writer } from "../codec/writer.ts";
import { HostMessage } from "../wire/messages.ts";

/** What the worker need not hold any more; sent with the next frame. */
export class Releases {
  /** Whether there is something to send. */
  pending = false;
  #released: number[] = [];
  #forgotten: number[] = [];

  /** An object that was received `count` times. */
  release(handle: number, count: number): void {
    this.#released.push(handle, count);
    this.pending = true;
  }

  /** The kept result of a call. */
  forget(id: number): void {
    this.#forgotten.push(id);
    this.pending = true;
  }

  /** Returns the number of messages. */
  write(writer: Writer): number {
    const messages =
      writeNumbers(writer, HostMessage.release, this.#released) +
      writeNumbers(writer, HostMessage.forget, this.#forgotten);
    this.#released = [];
    this.#forgotten = [];
    this.pending = false;
    return messages;
  }
}

function writeNumbers(writer: Writer, type: number, numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  writer.arrayHeader(numbers.length + 1);
  writer.unsigned(type);
  for (const number of numbers) writer.unsigned(number);
  return 1;
}
