import type { Writer } from "../codec/writer.ts";
import type { SnakebridgeError } from "../errors.ts";
import type { CallFailure } from "./call-failure.ts";

/** `settled` may come before the reply (deadline, signal). */
export type RequestState = "described" | "routed" | "queued" | "sent" | "settled";

/** One call on its way through a connection. Implemented by `Call`; the connection never looks inside. */
export interface Request {
  /** The call's name in errors. */
  readonly symbol: string;
  readonly op: number;
  readonly flags: number;
  /** 0 until the request is written into a frame. */
  readonly id: number;
  /** Texts that Python code of the call can read. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
  /** The Python thread that runs the call; absent: the main thread. */
  readonly thread: WaitingThread | undefined;
  readonly state: RequestState;
  /** Writes the payload. Throws for a value that cannot cross. */
  write(writer: Writer): void;
  /** It waits in a queue now. */
  markQueued(): void;
  /** It is in a frame now, under this id. */
  markSent(id: number): void;
  /** The connection ended before it was sent: finds another one, or fails with `error`. */
  reroute(error: SnakebridgeError): void;
  fulfil(value: unknown): void;
  fail(error: CallFailure): void;
}

/** A Python thread other than the main one, which waits for a TypeScript function and runs the calls that the function makes. */
export interface WaitingThread {
  /** The connection by which the thread called the function. */
  readonly connection: object;
  readonly invocation: number;
  /** The thread has its answer, and runs no more calls. */
  answered: boolean;
}
