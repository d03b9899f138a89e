import type { ChildProcess } from "node:child_process";
import { atHostExit } from "./host-exit.ts";
import { type OutputHandler, toLines } from "./output-lines.ts";
import type { ProcessEnd } from "./process-end.ts";
import { forwardOutput, intoStream, type OutputSink, type WorkerOutput } from "./worker-output.ts";

/** Forwards stdout to stdout and stderr to stderr, or both to `handler`. The returned `tail` is of stderr. */
export function forwardOutputs(
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
