import type { Dispatcher, PoolConnection } from "../../../src/runtime/call/dispatcher.ts";
import { decodeValue } from "../../../src/runtime/codec/decode.ts";
import { Reader } from "../../../src/runtime/codec/reader.ts";
import type { ConnectionOwner } from "../../../src/runtime/connection/connection-owner.ts";
import { createConnection } from "../../../src/runtime/object/create-connection.ts";
import type { Carrier, CarrierEvents } from "../../../src/runtime/transport/carrier.ts";
import { openLane } from "../../../src/runtime/transport/lane.ts";
import { startWorkerProcess } from "../../../src/runtime/transport/start-worker-process.ts";
import type { WorkerProcess } from "../../../src/runtime/transport/worker-process.ts";
import type { Frame } from "../../../src/runtime/wire/frame.ts";

/** One real worker behind one connection, without a pool. */
export interface LiveWorker extends Dispatcher {
  readonly connection: PoolConnection;
  readonly process: WorkerProcess;
  /** Calls that the connection wanted interrupted. */
  readonly interrupted: number[];
  /** Frames with calls that went to the worker. */
  readonly sent: Frame[];
  stop(): Promise<void>;
}

export async function startLiveWorker(python: string): Promise<LiveWorker> {
  const maxFrameBytes = 2 ** 31;
  const process = await startWorkerProcess({
    python,
    carriers: ["lane"],
    maxFrameBytes,
    startTimeoutMs: 60_000,
  });
  const interrupted: number[] = [];
  const sent: Frame[] = [];
  const owner: ConnectionOwner<Dispatcher | undefined> = {
    dispatcher: undefined,
    largestLoad: Number.POSITIVE_INFINITY,
    full: () => undefined,
    idle: () => {},
    interrupt: (id) => void interrupted.push(id),
  };
  const connection = createConnection({ pid: process.pid, owner });
  const events: CarrierEvents = {
    onFrame: connection.onFrame,
    onClose: (cause) => connection.fail({ code: "WorkerDied", message: "the worker has ended", cause }),
  };
  const options = { secret: process.secret, maxFrameBytes, client: "test" };
  const carrier = await openLane(process.ready.lane!, options, events);
  connection.attach(watched(carrier, sent));
  return {
    connection,
    process,
    interrupted,
    sent,
    connect: () => connection,
    async stop() {
      process.kill();
      await process.ended;
    },
  };
}

function watched(carrier: Carrier, sent: Frame[]): Carrier {
  return Object.assign(Object.create(carrier) as Carrier, {
    send(frame: Frame) {
      if (hasCalls(frame)) sent.push(frame);
      carrier.send(frame);
    },
  });
}

/** Releases travel when the garbage collector likes. */
function hasCalls({ head, segments }: Frame): boolean {
  const messages = decodeValue(new Reader(head, segments, { receive: () => undefined })) as unknown[][];
  return messages.some(([type]) => type === 0);
}
