import { decodeExactly } from "../codec/decode.ts";
import { encodeValue } from "../codec/encode.ts";
import { EncodingFailure } from "../codec/failure.ts";
import type { Reader } from "../codec/reader.ts";
import type { Mark, Writer } from "../codec/writer.ts";
import { SnakebridgeError } from "../errors.ts";
import type { LazyCall } from "../object/py-call.ts";
import type { HostObjects } from "./host-objects.ts";
import { DependencyFailed } from "./remote-arguments.ts";
import { Thrown } from "./thrown.ts";
import { writeThrown } from "./write-thrown.ts";

/** What answering needs of a connection. */
export interface CallbackConnection {
  readonly pid: number;
  readonly ended: boolean;
  readonly hostObjects: HostObjects;
  /** Calls that the value just written needs, and that Python has not answered. */
  takeMissing(): LazyCall<unknown>[];
  /** Sends what is missing; settles when Python has answered. */
  settle(missing: readonly LazyCall<unknown>[]): Promise<void>;
  /** There are answers to be sent. */
  schedule(): void;
}

type Answer =
  | { readonly id: number; readonly name: string; readonly returned: unknown }
  | { readonly id: number; readonly name: string; readonly thrown: unknown };

const returned = 3;
const raised = 4;

/** The TypeScript functions that Python is calling. */
export class Callbacks {
  readonly #connection: CallbackConnection;
  #answers: Answer[] = [];
  #underWay = 0;

  constructor(connection: CallbackConnection) {
    this.#connection = connection;
  }

  /** Each may have a call of the worker's wait for it. */
  get underWay(): number {
    return this.#underWay;
  }

  get pending(): boolean {
    return this.#answers.length > 0;
  }

  /** Python calls a function; the payload, `[args, kwargs]`, is the next `size` bytes. */
  invoke(id: number, number: number, reader: Reader, size: number): void {
    this.#underWay++;
    const { value } = this.#connection.hostObjects.get(number) ?? {};
    const name = typeof value === "function" ? nameOf(value) : `function ${number}`;
    try {
      const [args, kwargs] = decodeExactly(reader, size) as [unknown[], Record<string, unknown>];
      if (typeof value !== "function") throw new TypeError("it was let go");
      const all = Object.keys(kwargs).length === 0 ? args : [...args, kwargs];
      // Not while the frame is being read.
      queueMicrotask(() => this.#run(id, name, value as (...args: unknown[]) => unknown, all));
    } catch (cause) {
      const message = `${name} was called by Python with what cannot be read: ${String(cause)}`;
      const thrown = new SnakebridgeError("NotDecodable", message, { pid: this.#connection.pid, cause });
      this.#answer({ id, name, thrown });
    }
  }

  async #run(id: number, name: string, run: (...args: unknown[]) => unknown, args: unknown[]): Promise<void> {
    try {
      this.#answer({ id, name, returned: await run(...args) });
    } catch (thrown) {
      this.#answer({ id, name, thrown });
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
        this.#message(writer, raised, answer.id, () => this.#raise(writer, answer.thrown));
      else this.#message(writer, returned, answer.id, () => encodeValue(writer, answer.returned));
    } catch (error) {
      this.#takeBack(writer, mark);
      return this.#write(writer, { ...answer, thrown: unsendable(answer.name, error, this.#connection.pid) });
    }
    const missing = this.#connection.takeMissing();
    if (missing.length > 0) {
      this.#takeBack(writer, mark);
      void this.#connection.settle(missing).then(() => this.#answer(answer));
      return false;
    }
    this.#connection.hostObjects.commit();
    this.#underWay--;
    return true;
  }

  #message(writer: Writer, type: number, id: number, payload: () => void): void {
    writer.arrayHeader(3);
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
