import { version } from "../../shared/version.ts";
import type { Dispatcher, PoolConnection } from "../call/dispatcher.ts";
import type { ConnectionEnd } from "../connection/connection-end.ts";
import type { ConnectionOwner } from "../connection/connection-owner.ts";
import { createConnection } from "../object/create-connection.ts";
import { afterOutput } from "../transport/after-output.ts";
import type { Carrier, CarrierEvents } from "../transport/carrier.ts";
import { type ControlClient, openControl } from "../transport/control.ts";
import { loadGrpc } from "../transport/grpc-channel.ts";
import { openGrpcStream } from "../transport/grpc-stream.ts";
import { openLane } from "../transport/lane.ts";
import type { OutputHandler } from "../transport/output-lines.ts";
import { describeEnd, type ProcessEnd } from "../transport/process-end.ts";
import {
  startWorkerProcess,
  type WorkerProcess,
  type WorkerProcessOptions,
} from "../transport/worker-process.ts";
import { createCancellation } from "./cancellation.ts";
import { after } from "./timer.ts";

/** A process whose connection has broken mostly ends by itself, and how it ended tells more than the broken pipe. */
const lastWordsMs = 500;
/** What Python's `atexit` functions may take. */
const farewellMs = 2000;
/** An empty msgpack array: a frame that only opens a carrier. */
const noMessages = Uint8Array.of(0x90);
const client = `snakebridge/${version}`;

export interface WorkerOptions {
  readonly python: string;
  readonly lock?: WorkerProcessOptions["lock"];
  readonly existing?: WorkerProcessOptions["existing"];
  readonly carrier: "auto" | "lane" | "grpc";
  readonly maxFrameBytes: number;
  readonly startTimeoutMs: number;
  readonly graceMs: number;
  readonly output?: OutputHandler | undefined;
}

/** One incarnation of a worker: a process and its connection, which end together. */
export interface Worker {
  readonly connection: PoolConnection;
  readonly carrier: "lane" | "grpc";
  /** It takes no more calls. Those under way are told when it is known how the process ended. */
  readonly broken: boolean;
  /** A call was cancelled, and it is not known yet whether the worker obeys or has to be ended. */
  readonly suspect: boolean;
  /** The process is gone, and its calls have been told. */
  readonly ended: Promise<void>;
  control(): Promise<ControlClient>;
  /** Waits for the calls under way, gives up what is left after `graceMs`, then ends the process. Settles when it is gone. */
  close(graceMs: number): Promise<void>;
}

/**
 * Starts a process and connects to it. Rejects with a `SnakebridgeError`, and leaves nothing behind then. `onChange` comes
 * whenever it may have become fit for more calls, or unfit.
 */
export async function startWorker(
  options: WorkerOptions,
  owner: Omit<ConnectionOwner<Dispatcher | undefined>, "interrupt">,
  onChange: () => void,
): Promise<Worker> {
  if (options.carrier === "grpc") loadGrpc().catch(() => {}); // Told where it is used.
  const child = await startWorkerProcess({
    ...options,
    carriers: options.carrier === "auto" ? ["lane", "grpc"] : [options.carrier],
  });
  let broken = false;
  let control: Promise<ControlClient> | undefined;
  let closing: Promise<void> | undefined;
  let killReason: string | undefined;
  let drained: (() => void) | undefined;

  function openControlOnce(): Promise<ControlClient> {
    control ??= child.control.then((address) => openControl(address, child.secret, client));
    return control;
  }

  /** `reason` follows "was ended because". */
  function kill(reason: string): void {
    killReason ??= reason;
    child.kill();
  }

  async function close(graceMs: number): Promise<void> {
    if (connection.load > 0) {
      const giveUp = after(graceMs, () => connection.cancelAll(closedInCall));
      await new Promise<void>((resolve) => {
        drained = resolve;
      });
      giveUp.cancel();
    }
    child.ref();
    const timer = setTimeout(kill, farewellMs, "it did not end when it was asked to");
    await openControlOnce()
      .then((client) => client.drain(farewellMs))
      .catch(() => kill("it could not be asked to end"));
    await child.ended;
    clearTimeout(timer);
  }

  const connection = createConnection({
    pid: child.pid,
    maxFrameBytes: options.maxFrameBytes,
    owner: {
      ...owner,
      interrupt: (id, interruptOnly) => (interruptOnly ? cancellation.hurry(id) : cancellation.cancel(id)),
    },
  });
  const cancellation = createCancellation(
    { connection, control: openControlOnce, kill, onAcquitted: onChange },
    options.graceMs,
  );
  const carrier = await openCarrier(child, options, {
    onFrame: afterOutput((frame) => {
      connection.onFrame(frame);
      cancellation.look();
    }),
    onClose(error) {
      broken = true;
      // Nothing else keeps the program alive until its calls can be told how the process ended.
      child.ref();
      const reason = `its connection broke: ${error?.message ?? "closed"}`;
      setTimeout(kill, lastWordsMs, reason).unref();
    },
  });
  carrier.unref();
  connection.attach(
    observeIdle(carrier, () => {
      drained?.();
      onChange();
    }),
  );
  child.onWanted(() => carrier.send({ head: noMessages, segments: [] }));
  const ended = child.ended.then((end) => {
    broken = true;
    connection.fail(closing === undefined ? death(child, end, killReason) : closed);
    carrier.close();
    control?.then((client) => client.close()).catch(() => {});
    cancellation.look();
    drained?.();
    onChange();
  });
  return {
    connection,
    carrier: carrier.kind,
    get broken() {
      return broken || child.exited;
    },
    get suspect() {
      return cancellation.suspicious;
    },
    ended,
    control: openControlOnce,
    close(graceMs) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

const closedInCall: ConnectionEnd = {
  code: "PoolClosed",
  message: "The pool was closed, and the call was not done in the time that was left to it.",
};
const closed: ConnectionEnd = { code: "PoolClosed", message: "The pool of this worker was closed." };

function death(
  { pid, stderrTail }: WorkerProcess,
  end: ProcessEnd,
  killReason: string | undefined,
): ConnectionEnd {
  const how = killReason === undefined ? describeEnd(end, stderrTail()) : `was ended because ${killReason}`;
  return { code: "WorkerDied", message: `The Python worker (pid ${pid}) ${how}` };
}

async function openCarrier(
  child: WorkerProcess,
  { maxFrameBytes }: WorkerOptions,
  events: CarrierEvents,
): Promise<Carrier> {
  const { secret, ready } = child;
  const options = { secret, maxFrameBytes, client };
  try {
    return ready.carrier === "lane"
      ? await openLane(ready.lane!, options, events)
      : await openGrpcStream(ready.control!, options, events);
  } catch (error) {
    child.ref();
    child.kill();
    await child.ended;
    throw error;
  }
}

/** A connection lets go of the event loop whenever nothing is under way. */
function observeIdle(carrier: Carrier, onChange: () => void): Carrier {
  return {
    kind: carrier.kind,
    get bufferedBytes() {
      return carrier.bufferedBytes;
    },
    send: carrier.send,
    ref: carrier.ref,
    close: carrier.close,
    unref() {
      carrier.unref();
      onChange();
    },
  };
}
