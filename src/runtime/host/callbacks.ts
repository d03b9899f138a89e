import { decodeExactly } from "../codec/decode.ts";
import { encodeValue } from "../codec/encode.ts";
import { EncodingFailure } from "../codec/failure.ts";
import type { Reader } from "../codec/reader.ts";
import type { Mark, Writer } from "../codec/writer.ts";
import type { Connection } from "../connection/connection.ts";
import { DependencyFailed } from "../connection/remote-arguments.ts";
import { Thrown } from "../connection/thrown.ts";
import { SnakebridgeError } from "../errors.ts";
import { HostMessage, hostArity } from "../wire/messages.ts";
import { runForThread, type WaitingThread } from "./waiting-thread.ts";
import { writeThrown } from "./write-thrown.ts";

interface Invoked {
  readonly id: number;
  readonly name: string;
  readonly thread: WaitingThread | undefined;
}

type Answer = Invoked & ({ readonly returned: unknown } | { readonly thrown: unknown });

/** The TypeScript functions that Python is calling. */
export class Callbacks {
  readonly #connection: Connection;
  #answers: Answer[] = [];
  #underWay = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Each may have a call of the worker's wait for it. */
  get underWay(): number {
    return this.#underWay;
  }

  get pending(): boolean {
    return this.#answers.length > 0;
  }

  /** Python calls a function, from a thread or its main one; the payload, `[args, kwargs]`, is the next `size` bytes. */
  invoke(id: number, number: number, reader: Reader, size: number, fromThread: boolean): void {
    this.#underWay++;
    const { value } = this.#connection.hostObjects.get(number) ?? {};
    const name = typeof value === "function" ? nameOf(value) : `function ${number}`;
    const thread = fromThread ? { connection: this.#connection, invocation: id, answered: false } : undefined;
    const invoked: Invoked = { id, name, thread };
    try {
      const [args, kwargs] = decodeExactly(reader, size) as [unknown[], Record<string, unknown>];
      if (typeof value !== "function") throw new TypeError("it was let go");
      const all = Object.keys(kwargs).length === 0 ? args : [...args, kwargs];
      const run = () => this.#run(invoked, value as (...args: unknown[]) => unknown, all);
      // Not while the frame is being read.
      queueMicrotask(() => runForThread(thread, run));
    } catch (cause) {
      const message = `${name} was called by Python with what cannot be read: ${String(cause)}`;
      const thrown = new SnakebridgeError("NotDecodable", message, { pid: this.#connection.pid, cause });
      this.#answer({ ...invoked, thrown });
    }
  }

  async #run(invoked: Invoked, run: (...args: unknown[]) => unknown, args: unknown[]): Promise<void> {
    try {
      this.#answer({ ...invoked, returned: await run(...args) });
    } catch (thrown) {
      this.#answer({ ...invoked, thrown });
    }
  }

  #answer(answer: Answer): void {
    if (this.#connection.ended) return;
    this.#answers.push(answer);
    this.#connection.schedule();
  }

  /** The worker is gone. */
  clear(): void {
    this.#answers = [];
  }

  /** Writes what is ready until the frame has `limit` bytes; gives the number of messages. */
  write(writer: Writer, limit: number): number {
    let messages = 0;
    let taken = 0;
    while (taken < this.#answers.length && writer.size < limit)
      if (this.#write(writer, this.#answers[taken++]!)) messages++;
    this.#answers.splice(0, taken);
    return messages;
  }

  /** False when it has to wait for calls of its own. */
  #write(writer: Writer, answer: Answer): boolean {
    const mark = writer.mark();
    this.#connection.takeMissing();
    try {
      if ("thrown" in answer)
        this.#message(writer, HostMessage.callbackRaised, answer.id, () =>
          this.#raise(writer, answer.thrown),
        );
      else
        this.#message(writer, HostMessage.callbackReturned, answer.id, () =>
          encodeValue(writer, answer.returned),
        );
    } catch (error) {
      this.#takeBack(writer, mark);
      const { id, name, thread } = answer;
      return this.#write(writer, { id, name, thread, thrown: unsendable(name, error, this.#connection.pid) });
    }
    const missing = this.#connection.takeMissing();
    if (missing.length > 0) {
      this.#takeBack(writer, mark);
      void this.#connection.settle(missing, answer.thread).then(() => this.#answer(answer));
      return false;
    }
    this.#connection.hostObjects.commit();
    if (answer.thread !== undefined) answer.thread.answered = true;
    this.#underWay--;
    return true;
  }

  #message(writer: Writer, type: number, id: number, payload: () => void): void {
    writer.arrayHeader(hostArity.callbackReturned[0]);
    writer.unsigned(type);
    writer.unsigned(id);
    const start = writer.beginBinary();
    payload();
    writer.endBinary(start);
    writer.checkSize();
  }

  #raise(writer: Writer, thrown: unknown): void {
    writeThrown(writer, thrown, this.#connection.hostObjects);
  }

  #takeBack(writer: Writer, mark: Mark): void {
    writer.rollback(mark);
    this.#connection.hostObjects.discard();
  }
}

function unsendable(name: string, error: unknown, pid: number): unknown {
  if (error instanceof DependencyFailed)
    return error.failure instanceof Thrown ? error.failure.value : error.failure;
  if (!(error instanceof EncodingFailure)) return error;
  const message = `the result of ${name}: ${error.describe("result")}`;
  return new SnakebridgeError("NotEncodable", message, { pid, executed: "maybe" });
}

/** What Python, and errors, call a function. */
export function nameOf(value: { readonly name?: unknown }): string {
  return typeof value.name === "string" && value.name !== "" ? value.name : "anonymous";
}
