import type { Duplex } from "node:stream";
import { SnakebridgeError } from "../errors.ts";

/** The host's first message to a new worker. See docs/internals/wire.md, "Start". */
export interface WorkerOffer {
  readonly protocol: 1;
  /** Hex, 32 bytes. */
  readonly secret: string;
  readonly directory: string | null;
  /** In order of preference. */
  readonly carriers: readonly ("lane" | "grpc")[];
  readonly max_frame_bytes: number;
  /** The lock whose signatures the worker compares with the symbols that calls name. */
  readonly lock?: { readonly path: string; readonly environment: string };
}

/** A worker's answer: it listens. */
export interface WorkerReady {
  readonly ready: 1;
  readonly protocol: 1;
  readonly pid: number;
  readonly python: string;
  readonly carrier: "lane" | "grpc";
  readonly lane: string | null;
  readonly control: string | null;
}

type WorkerLine =
  | WorkerReady
  | { readonly error: string; readonly message: string }
  | { readonly control: string }
  | { readonly control_error: string }
  | { readonly wanted: true };

/** A worker's messages on descriptor 3. */
export interface WorkerAnswers {
  /** Rejects when the worker refuses to start, or sends an unknown line. */
  readonly ready: Promise<WorkerReady>;
  /** Address of the control plane, which may follow later. Rejects when there is none. */
  readonly control: Promise<string>;
  /** Called when the worker wants to send a frame and no carrier is open. */
  onWanted: () => void;
}

/** A worker sends few, short lines: more than this without an end is no line of a worker. */
const maxLineLength = 64 * 1024;

/** Makes the offer and reads the answers. */
export function openPrivateChannel(channel: Duplex, offer: WorkerOffer): WorkerAnswers {
  const ready = deferred<WorkerReady>();
  const control = deferred<string>();
  const answers: WorkerAnswers = { ready: ready.promise, control: control.promise, onWanted: () => {} };
  // A worker without a control plane serves calls all the same, until one has to be cancelled.
  control.promise.catch(() => {});

  function take(line: WorkerLine | undefined, text: string): void {
    if (line === undefined) {
      ready.reject(startFailure(`it sent ${JSON.stringify(text.slice(0, 200))} on its private channel`));
    } else if ("error" in line) {
      ready.reject(startFailure(`${line.message} (${line.error})`));
    } else if ("control_error" in line) {
      control.reject(unavailable(line.control_error));
    } else if ("wanted" in line) {
      answers.onWanted();
    } else {
      if (line.control !== null) control.resolve(line.control);
      if ("ready" in line) ready.resolve(line);
    }
  }

  let rest = "";
  channel.setEncoding("utf8");
  channel.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(parseObject(line), line);
    if (rest.length > maxLineLength) take(undefined, rest);
  });
  channel.on("close", () => control.reject(unavailable("the worker has ended")));
  // The process reports how a worker ends.
  channel.on("error", () => {});
  channel.write(`${JSON.stringify(offer)}\n`);
  return answers;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Returns the error of a start that failed: `reason` follows "cannot start:". */
export function startFailure(reason: string, cause?: unknown): SnakebridgeError {
  return new SnakebridgeError("WorkerStartFailed", `A Python worker cannot start: ${reason}.`, { cause });
}

function unavailable(reason: string): SnakebridgeError {
  return new SnakebridgeError(
    "ControlUnavailable",
    `The worker's control plane cannot be reached: ${reason}.`,
  );
}

function parseObject(text: string): WorkerLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as WorkerLine) : undefined;
  } catch {
    return undefined;
  }
}
