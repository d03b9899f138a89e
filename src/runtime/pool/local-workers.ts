import { version } from "../../shared/version.ts";
import type { Carrier } from "../transport/carrier.ts";
import { loadGrpc } from "../transport/grpc-channel.ts";
import { openCarrier } from "../transport/open-carrier.ts";
import { startWorkerProcess } from "../transport/start-worker-process.ts";
import type { WorkerProcessOptions } from "../transport/worker-process.ts";
import { SupervisedWorker } from "./supervised-worker.ts";
import type { Worker } from "./worker.ts";
import type { WorkerOwner, WorkerSource } from "./worker-source.ts";

const client = `snakebridge/${version}`;

export interface LocalWorkerOptions extends Omit<WorkerProcessOptions, "carriers"> {
  readonly carrier: "auto" | Carrier["kind"];
  readonly graceMs: number;
}

/** Workers that are processes on this machine. */
export function localWorkers(options: LocalWorkerOptions): WorkerSource {
  return { start: (owner) => startLocalWorker(options, owner) };
}

async function startLocalWorker(options: LocalWorkerOptions, owner: WorkerOwner): Promise<Worker> {
  const { carrier, maxFrameBytes, graceMs } = options;
  // Loads in parallel with Python's start; a failure is reported where gRPC is used.
  if (carrier === "grpc") loadGrpc().catch(() => {});
  const process = await startWorkerProcess({
    ...options,
    carriers: carrier === "auto" ? ["lane", "grpc"] : [carrier],
  });
  const worker = new SupervisedWorker(process, owner, { client, graceMs, maxFrameBytes });
  try {
    worker.attach(await openCarrier(process, { client, maxFrameBytes }, worker.events));
    return worker;
  } catch (error) {
    process.ref();
    process.kill();
    await process.ended;
    throw error;
  }
}
