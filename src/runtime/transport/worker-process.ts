import type { EnvironmentRecord } from "../../shared/environment-record.ts";
import type { OutputHandler } from "./output-lines.ts";
import type { WorkerOffer, WorkerReady } from "./private-channel.ts";
import type { ProcessEnd } from "./process-end.ts";

export interface WorkerProcessOptions {
  /** Path of the interpreter. */
  readonly python: string;
  /** The lock whose signatures the worker compares with the symbols that calls name. */
  readonly lock?: WorkerOffer["lock"] | undefined;
  /** An environment that `generate` does not own; see its record. */
  readonly existing?: EnvironmentRecord["existing"] | undefined;
  /** In order of preference. */
  readonly carriers: readonly ("lane" | "grpc")[];
  readonly maxFrameBytes: number;
  /** Milliseconds after which a worker without an answer has failed to start. */
  readonly startTimeoutMs: number;
  /** Receives what the worker prints. Default: the host's own output. */
  readonly output?: OutputHandler | undefined;
}

/** A running Python that listens. It does not keep the event loop alive, and it ends with the host. */
export interface WorkerProcess {
  readonly pid: number;
  readonly secret: Buffer;
  readonly ready: WorkerReady;
  /** Address of the control plane. Rejects when there is none. */
  readonly control: Promise<string>;
  /** The process is gone. */
  readonly exited: boolean;
  /** Settles after the exit, when the last of its output has been forwarded. */
  readonly ended: Promise<ProcessEnd>;
  /** Sets what to do when the worker wants to send a frame while its carrier rests. */
  onWanted(listener: () => void): void;
  /** The end of its stderr. */
  stderrTail(): string;
  /** Keeps the event loop alive until the process has ended. */
  ref(): void;
  /** Ends the process, and every process that it has started, without asking. */
  kill(): void;
}
