import { version } from "../../shared/version.ts";
import type { Carrier } from "../transport/carrier.ts";
import { startWorkerProcess } from "../transport/start-worker-process.ts";
import type { WorkerProcessOptions } from "../transport/worker-process.ts";
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
  const starting = startWorkerProcess({
    ...options,
    carriers: carrier === "auto" ? ["lane", "grpc"] : [carrier],
  });
  const loading = loadSupervision(carrier);
  const process = await starting;
  const { SupervisedWorker, openCarrier } = await loading;
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

/** Loads the code that a worker needs once it runs: in parallel with the start of Python. */
async function loadSupervision(carrier: LocalWorkerOptions["carrier"]) {
  // A failure is reported where gRPC is used.
  if (carrier === "grpc")
    import("../transport/grpc-channel.ts").then(({ loadGrpc }) => loadGrpc()).catch(() => {});
  const [{ SupervisedWorker }, { openCarrier }] = await Promise.all([
    import("./supervised-worker.ts"),
    import("../transport/open-carrier.ts"),
  ]);
  return { SupervisedWorker, openCarrier };
}
