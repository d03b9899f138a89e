import { decodeExactly } from "../codec/decode.ts";
import { encodeValue } from "../codec/encode.ts";
import { EncodingFailure } from "../codec/failure.ts";
import type { Reader } from "../codec/reader.ts";
import type { Mark, Writer } from "../codec/writer.ts";
import { DependencyFailed, Thrown } from "../connection/call-failure.ts";
import type { CallbackQueue } from "../connection/collaborators.ts";
import type { WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { HostMessage, hostArity } from "../wire/messages.ts";
import type { HostObjects } from "./host-objects.ts";
import { runForThread } from "./waiting-thread.ts";
import { type WriteException, writeThrown } from "./write-thrown.ts";

/** The connection as callbacks know it. */
interface CallbackConnection {
  readonly pid: number;
  readonly ended: boolean;
  schedule(): void;
}

/** Writes the values in answers. */
export interface AnswerWriter {
  /** The next values that are written belong to one answer. */
  beginAnswer(): void;
  /** Results in the answer whose calls have no reply yet. */
  readonly missing: readonly object[];
  /** Sends those calls, for `thread` to run. Resolves when all have their replies. */
  settle(thread: WaitingThread | undefined): Promise<void>;
}

interface Invoked {
  readonly id: number;
  readonly name: string;
  readonly thread: WaitingThread | undefined;
}

type Answer = Invoked & ({ readonly returned: unknown } | { readonly thrown: unknown });

/** The TypeScript functions that Python is calling. */
export class Callbacks implements CallbackQueue {
  readonly #connection: CallbackConnection;
  readonly #objects: HostObjects;
  readonly #writer: AnswerWriter;
  readonly #writeException: WriteException;
  running = 0;
  pending = false;
  #answers: Answer[] = [];

  constructor(
    connection: CallbackConnection,
    objects: HostObjects,
    writer: AnswerWriter,
    writeException: WriteException,
  ) {
    this.#connection = connection;
    this.#objects = objects;
    this.#writer = writer;
    this.#writeException = writeException;
  }

  /** Python calls a function, from its main thread or another one. `[args, kwargs]` are the next `size` bytes. */
  invoke(id: number, number: number, reader: Reader, size: number, fromThread: boolean): void {
    this.running++;
    const { value } = this.#objects.get(number) ?? {};
    const name = typeof value === "function" ? nameOf(value) : `function ${number}`;
    const thread = fromThread ? { connection: this.#connection, invocation: id, answered: false } : undefined;
    const invoked: Invoked = { id, name, thread };
    try {
      const [args, kwargs] = decodeExactly(reader, size) as [unknown[], Record<string, unknown>];
      if (typeof value !== "function") throw new TypeError("the function was released");
      const all = Object.keys(kwargs).length === 0 ? args : [...args, kwargs];
      const run = () => this.#run(invoked, value as (...args: unknown[]) => unknown, all);
      // Deferred until the frame has been read.
      queueMicrotask(() => runForThread(thread, run));
    } catch (cause) {
      const message = `Python called ${name} with arguments that cannot be read: ${String(cause)}`;
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
    this.pending = true;
    this.#connection.schedule();
  }

  /** The worker is gone. */
  clear(): void {
    this.#answers = [];
    this.pending = false;
  }

  /** Writes answers until the frame has `limit` bytes. Returns the number of messages. */
  write(writer: Writer, limit: number): number {
    let messages = 0;
    let taken = 0;
    while (taken < this.#answers.length && writer.size < limit)
      if (this.#write(writer, this.#answers[taken++]!)) messages++;
    this.#answers.splice(0, taken);
    this.pending = this.#answers.length > 0;
    return messages;
  }

  /** Returns false when the answer must wait for calls whose results it contains. */
  #write(writer: Writer, answer: Answer): boolean {
    const mark = writer.mark();
    this.#writer.beginAnswer();
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
      this.#rollback(writer, mark);
      const { id, name, thread } = answer;
      return this.#write(writer, { id, name, thread, thrown: unsendable(name, error, this.#connection.pid) });
    }
    if (this.#writer.missing.length > 0) {
      this.#rollback(writer, mark);
      void this.#writer.settle(answer.thread).then(() => this.#answer(answer));
      return false;
    }
    this.#objects.commit();
    if (answer.thread !== undefined) answer.thread.answered = true;
    this.running--;
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
    writeThrown(writer, thrown, this.#objects, this.#writeException);
  }

  #rollback(writer: Writer, mark: Mark): void {
    writer.rollback(mark);
    this.#objects.discard();
  }
}

function unsendable(name: string, error: unknown, pid: number): unknown {
  if (error instanceof DependencyFailed)
    return error.failure instanceof Thrown ? error.failure.value : error.failure;
  if (!(error instanceof EncodingFailure)) return error;
  const message = `the result of ${name}: ${error.describe("result")}`;
  return new SnakebridgeError("NotEncodable", message, { pid, executed: "maybe" });
}

/** Returns the name of a function in Python and in errors. */
export function nameOf(value: { readonly name?: unknown }): string {
  return typeof value.name === "string" && value.name !== "" ? value.name : "anonymous";
}
