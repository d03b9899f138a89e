import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { EnvironmentRecord } from "../../shared/environment-record.ts";
import { killGroup } from "../../shared/kill-group.ts";
import { atHostExit } from "./host-exit.ts";
import { type OutputHandler, toLines } from "./output-lines.ts";
import {
  openPrivateChannel,
  startFailure,
  type WorkerAnswers,
  type WorkerOffer,
  type WorkerReady,
} from "./private-channel.ts";
import { makePrivateDirectory, removePrivateDirectory } from "./private-directory.ts";
import { describeEnd, type ProcessEnd, processEnd } from "./process-end.ts";
import { forwardOutput, intoStream, type OutputSink, type WorkerOutput } from "./worker-output.ts";

const entry = fileURLToPath(new URL("../../../python/src/snakebridge_worker/__main__.py", import.meta.url));
/** Standard input is empty, output is forwarded, and descriptor 3 is the private channel. */
const stdio: StdioOptions = ["ignore", "pipe", "pipe", "pipe"];

export interface WorkerProcessOptions {
  /** Path of the interpreter. */
  readonly python: string;
  /** With what it compares the symbols that it is asked for. */
  readonly lock?: WorkerOffer["lock"] | undefined;
  /** An environment that belongs to somebody else; see the record of `generate`. */
  readonly existing?: EnvironmentRecord["existing"] | undefined;
  /** In order of preference. */
  readonly carriers: readonly ("lane" | "grpc")[];
  readonly maxFrameBytes: number;
  /** Milliseconds until a worker that says nothing has failed to start. */
  readonly startTimeoutMs: number;
  /** Takes what it prints; else that goes to the host's own output. */
  readonly output?: OutputHandler | undefined;
}

/** A running Python that listens. Nothing of it keeps the event loop alive, and it ends with the host. */
export interface WorkerProcess {
  readonly pid: number;
  readonly secret: Buffer;
  readonly ready: WorkerReady;
  /** Address of the control plane. Rejects when there is none. */
  readonly control: Promise<string>;
  /** The process is gone. */
  readonly exited: boolean;
  /** Settles after that, when the last of its output has been forwarded. */
  readonly ended: Promise<ProcessEnd>;
  /** What to do when it has something to say while its carrier rests. */
  onWanted(listener: () => void): void;
  /** The end of what it wrote to stderr. */
  stderrTail(): string;
  /** Keeps the event loop alive until the process has ended. */
  ref(): void;
  /** Ends the process and all that it started, without asking. */
  kill(): void;
}

/** Starts a worker and waits until it listens. Rejects with a `SnakebridgeError` and leaves nothing behind then. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const directory = makePrivateDirectory();
  const { bytecode, beside } = options.existing ?? {};
  const child = spawn(
    options.python,
    [...flags(bytecode), entry, ...(beside === undefined ? [] : [beside])],
    {
      stdio,
      // For the Pythons that a library starts.
      ...(bytecode === undefined ? {} : { env: { ...process.env, PYTHONPYCACHEPREFIX: bytecode } }),
      // A group of its own: Ctrl-C is the program's affair, and the end of a worker reaches its children too.
      detached: process.platform !== "win32",
      windowsHide: true,
    },
  );
  const end = (): void => {
    killGroup(child);
    if (directory !== undefined) removePrivateDirectory(directory);
  };
  const forgetExit = atHostExit(end);
  try {
    await spawned(child, options.python);
  } catch (error) {
    forgetExit();
    end();
    throw error;
  }
  child.on("exit", () => {
    forgetExit();
    end();
  });
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
    // Sockets, though their types do not say so.
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

function flags(bytecode: string | undefined): string[] {
  return bytecode === undefined ? ["-I"] : ["-I", "-X", `pycache_prefix=${bytecode}`];
}

function spawned(child: ChildProcess, python: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.on("error", (cause) => reject(startFailure(`${python} does not run (${cause.message})`, cause)));
  });
}

/** stdout to stdout, stderr to stderr, or both to `handler`; `tail` is of stderr. */
function forwardOutputs(
  child: ChildProcess,
  ended: Promise<ProcessEnd>,
  handler: OutputHandler | undefined,
): WorkerOutput {
  const sink = (name: "stdout" | "stderr"): OutputSink =>
    handler === undefined
      ? intoStream(child[name]!, process[name])
      : { write: toLines((line) => handler(line, name, child.pid!)), wholeLines: true };
  const stdout = forwardOutput(child.stdout!, sink("stdout"));
  const stderr = forwardOutput(child.stderr!, sink("stderr"));
  const flush = (): void => {
    stdout.flush();
    stderr.flush();
  };
  const forgetExit = atHostExit(flush);
  ended.then(() => {
    forgetExit();
    flush();
    // A child that outlives the worker may still hold them.
    for (const stream of child.stdio) stream?.destroy();
  });
  return { flush, tail: stderr.tail };
}

async function firstAnswer(
  answers: WorkerAnswers,
  ended: Promise<ProcessEnd>,
  output: WorkerOutput,
  timeoutMs: number,
): Promise<WorkerReady> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(startFailure(`it said nothing for ${timeoutMs} ms`)), timeoutMs);
  });
  const death = ended.then((end) => {
    throw startFailure(`it ${describeEnd(end, output.tail())}`);
  });
  try {
    return await Promise.race([answers.ready, death, silence]);
  } finally {
    clearTimeout(timer);
    // Whichever comes later is of no interest any more.
    death.catch(() => {});
    answers.ready.catch(() => {});
  }
}
