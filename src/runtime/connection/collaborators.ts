import type { Reader, ReferenceReader } from "../codec/reader.ts";
import type { RemoteWriter, Writer } from "../codec/writer.ts";
import type { CallFailure } from "./call-failure.ts";
import type { Request } from "./request.ts";

/** The parts that the layers above give to a connection, which moves requests and does not know their content. */
export interface Collaborators<R extends Request> {
  readonly references: References<R>;
  readonly arguments: ArgumentWriter<R>;
  readonly errors: ErrorReader;
  readonly callbacks: CallbackQueue;
  readonly hostObjects: HostObjectTable;
}

/** The Python objects that the worker has sent. */
export interface References<R extends Request> extends ReferenceReader {
  /** How many are alive here. */
  readonly size: number;
  /** The request whose result is being read; absent: what is read belongs to no call. */
  reading: R | undefined;
  /** Introduces a Python type by the names of its MRO. */
  defineType(typeId: number, names: readonly string[]): void;
}

/** Writes what an argument can be other than a value: references, pending calls, functions. */
export interface ArgumentWriter<R extends Request> extends RemoteWriter {
  /** What is written next are the arguments of `request`. */
  begin(request: R): void;
  /** Results among the arguments whose calls have to be sent, or answered, first. */
  readonly missing: readonly object[];
  /** Sends those calls first. Returns false when `request` waits for their replies and will be submitted again. */
  provide(request: R): boolean;
  /** The arguments could not be written: fails the request, or sends it where its arguments are. */
  refuse(request: R, error: unknown): void;
  /** Runs `write`, which writes answers to Python. */
  answer<T>(write: () => T): T;
}

export interface ErrorReader {
  /** Returns the failure in the payload of a failed call; a number is the earlier call that it needed and that failed. */
  failureOf(payload: unknown, symbol: string): CallFailure | number;
}

/** The TypeScript functions that Python is calling. */
export interface CallbackQueue {
  /** How many are running. */
  readonly running: number;
  /** Whether there are answers to write. */
  readonly pending: boolean;
  /** Python calls a function, from the main thread or another one; `[args, kwargs]` are the next `size` bytes. */
  invoke(id: number, number: number, reader: Reader, size: number, fromThread: boolean): void;
  /** Writes answers until the frame has `limit` bytes. Returns the number of messages. */
  write(writer: Writer, limit: number): number;
  /** The worker is gone. */
  clear(): void;
}

/** The objects of this program that the worker holds. */
export interface HostObjectTable {
  readonly size: number;
  /** Whether the message that is being written contains some of them. */
  readonly hasStaged: boolean;
  /** The message that was being written is sent. */
  commit(): void;
  /** The message that was being written is not sent. */
  discard(): void;
  /** The worker released an object that it received `count` times. */
  drop(number: number, count: number): void;
  /** The worker is gone. */
  clear(): void;
}
