import type { Readable } from "node:stream";

/** A reader's verdict on each line, and why reading ended. */
export type LineVerdict = "more" | "complete" | "garbage";
export type ReadStop = "complete" | "garbage" | "closed" | "timed-out";

/** A library's facts are megabytes at most; a longer line comes from another writer. */
const maxLineLength = 256 * 1024 * 1024;

/** Reads lines until `accept` ends the reading, the stream ends, or no line arrives for `timeoutMs`. */
export function readLines(
  stream: Readable,
  timeoutMs: number,
  accept: (line: string) => LineVerdict,
): Promise<ReadStop> {
  return new Promise((resolve) => {
    let pending: string[] = [];
    let length = 0;
    let timer = setTimeout(() => finish("timed-out"), timeoutMs);
    const finish = (stop: ReadStop): void => {
      clearTimeout(timer);
      stream.removeAllListeners("data");
      // An unread stream would block its writer.
      stream.resume();
      resolve(stop);
    };
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      const [first = "", ...others] = chunk.split("\n");
      pending.push(first);
      length += first.length;
      if (length > maxLineLength) return finish("garbage");
      for (const next of others) {
        const verdict = accept(pending.join(""));
        if (verdict !== "more") return finish(verdict);
        clearTimeout(timer);
        timer = setTimeout(() => finish("timed-out"), timeoutMs);
        pending = [next];
        length = next.length;
      }
    });
    stream.on("error", () => finish("closed"));
    stream.on("close", () => finish("closed"));
    stream.on("end", () => finish("closed"));
  });
}
