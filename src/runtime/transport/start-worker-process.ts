import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { killGroup } from "../../shared/kill-group.ts";
import { forwardOutputs } from "./forward-outputs.ts";
import { openPrivateChannel, startFailure, type WorkerAnswers, type WorkerReady } from "./private-channel.ts";
import { describeEnd, type ProcessEnd, processEnd } from "./process-end.ts";
import { spawnWorker } from "./spawn-worker.ts";
import type { WorkerOutput } from "./worker-output.ts";
import type { WorkerProcess, WorkerProcessOptions } from "./worker-process.ts";

/** Starts a worker and waits until it listens. Rejects with a `SnakebridgeError`, and leaves nothing behind then. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { child, directory } = await spawnWorker(options);
  const ended = processEnd(child);
  const output = forwardOutputs(child, ended, options.output);
  const secret = randomBytes(32);
  const channel = child.stdio[3] as Socket;
  const answers = openPrivateChannel(channel, {
    protocol: 1,
    secret: secret.toString("hex"),
    directory: directory ?? null,
    carriers: options.carriers,
    max_frame_bytes: options.maxFrameBytes,
    ...(options.lock === undefined ? {} : { lock: options.lock }),
  });
  try {
    const ready = await firstAnswer(answers, ended, output, options.startTimeoutMs);
    // Sockets, though their types do not show it.
    const handles = [child, channel, child.stdout as unknown as Socket, child.stderr as unknown as Socket];
    for (const handle of handles) handle.unref();
    return {
      pid: child.pid!,
      secret,
      ready,
      control: answers.control,
      get exited() {
        return child.exitCode !== null || child.signalCode !== null;
      },
      ended,
      onWanted(listener) {
        answers.onWanted = listener;
      },
      stderrTail: output.tail,
      ref() {
        for (const handle of handles) handle.ref();
      },
      kill: () => killGroup(child),
    };
  } catch (error) {
    killGroup(child);
    await ended;
    throw error;
  }
}

/** Rejects when the worker ends, or does not answer in time. */
async function firstAnswer(
  answers: WorkerAnswers,
  ended: Promise<ProcessEnd>,
  output: WorkerOutput,
  timeoutMs: number,
): Promise<WorkerReady> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(startFailure(`it did not answer within ${timeoutMs} ms`)), timeoutMs);
  });
  const death = ended.then((end) => {
    throw startFailure(`it ${describeEnd(end, output.tail())}`);
  });
  try {
    return await Promise.race([answers.ready, death, silence]);
  } finally {
    clearTimeout(timer);
    // The outcome is known: a later rejection is of no interest.
    death.catch(() => {});
    answers.ready.catch(() => {});
  }
}
