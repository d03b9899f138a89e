import type { LazyControl } from "../transport/lazy-control.ts";
import type { WorkerProcess } from "../transport/worker-process.ts";

/** Milliseconds for Python's `atexit` functions. */
const shutdownMs = 2000;

/** Asks a worker to end, and kills it when it does not. Settles when the process is gone. */
export async function shutDown(
  process: Pick<WorkerProcess, "ref" | "ended">,
  control: Pick<LazyControl, "open">,
  kill: (reason: string) => void,
): Promise<void> {
  process.ref();
  const timer = setTimeout(kill, shutdownMs, "it did not end when it was asked to");
  await control
    .open()
    .then((client) => client.drain(shutdownMs))
    .catch(() => kill("it could not be asked to end"));
  await process.ended;
  clearTimeout(timer);
}
