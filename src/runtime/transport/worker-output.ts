import type { Readable, Writable } from "node:stream";

/** How much of a worker's last output an error shows: the innermost frames of a traceback. */
const tailBytes = 2048;
const newline = 0x0a;
const carriageReturn = 0x0d;
/** An unfinished line is shown after this time, or at this length. */
const partialLineMs = 100;
const partialLineBytes = 64 * 1024;

/** A worker's output, on its way to the host's own output. */
export interface WorkerOutput {
  /** The last printed lines, for errors. */
  tail(): string;
  /** Writes the part of an unfinished line that is held back. */
  flush(): void;
}

/** Where output goes. */
export interface OutputSink {
  /** Receives whole lines, and parts of lines that do not end in time. */
  write(bytes: Uint8Array): void;
  /** Receives whole lines only, however long they take. */
  readonly wholeLines?: boolean;
}

/** Forwards by whole lines, so that the lines of several workers do not mix. */
export function forwardOutput(source: Readable, sink: OutputSink): WorkerOutput {
  let tail: Buffer = Buffer.alloc(0);
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (held.length === 0) return;
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    sink.write(bytes);
  }

  source.on("data", (chunk: Buffer) => {
    tail = (chunk.length >= tailBytes ? chunk : Buffer.concat([tail, chunk])).subarray(-tailBytes);
    // A progress bar ends its lines with a carriage return.
    const end = Math.max(chunk.lastIndexOf(newline), chunk.lastIndexOf(carriageReturn)) + 1;
    if (end > 0) {
      held.push(chunk.subarray(0, end));
      flush();
    }
    if (end === chunk.length) return;
    held.push(chunk.subarray(end));
    heldBytes += chunk.length - end;
    if (heldBytes >= partialLineBytes) flush();
    // The timer keeps the program alive: output that is written only at the exit is lost where the reader is slow.
    else if (sink.wholeLines !== true) timer ??= setTimeout(flush, partialLineMs);
  });
  source.on("end", flush);
  source.on("error", flush);
  return { flush, tail: () => lastLines(tail) };
}

/** Writes to a stream of the host. Python waits while its reader is slow, so that no output piles up here. */
export function intoStream(source: Readable, target: Writable): OutputSink {
  return {
    write(bytes) {
      const more = target.write(bytes, (error) => {
        // As `console.log` does: a reader that is gone is no reason to end the program.
        if (error != null && target.listenerCount("error") === 0) target.once("error", () => {});
      });
      if (!more && !target.destroyed) pauseUntilDrained(source, target);
    },
  };
}

const paused = new WeakMap<Writable, Set<Readable>>();

/** One listener for all workers. */
function pauseUntilDrained(source: Readable, target: Writable): void {
  source.pause();
  const known = paused.get(target);
  if (known !== undefined) {
    known.add(source);
    return;
  }
  const sources = new Set([source]);
  paused.set(target, sources);
  const resume = (): void => {
    target.off("drain", resume).off("close", resume);
    paused.delete(target);
    for (const waiting of sources) waiting.resume();
  };
  target.on("drain", resume).on("close", resume);
}

/** Whole lines only. */
function lastLines(tail: Buffer): string {
  const from = tail.length < tailBytes ? 0 : tail.indexOf(newline) + 1;
  return tail.subarray(from).toString().trimEnd();
}
