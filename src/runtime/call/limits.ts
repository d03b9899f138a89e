import { durationProblem, invalidOptions, longestMs } from "../invalid-options.ts";

const codes = ["DeadlineExceeded", "Aborted"] as const;

/** Why a call is cancelled before its reply arrives. */
export interface Limit {
  readonly code: (typeof codes)[number];
  readonly message: string;
  readonly cause?: unknown;
}

export function isLimit(code: string): boolean {
  return (codes as readonly string[]).includes(code);
}

/** Throws a `SnakebridgeError` for a deadline that no timer supports. */
export function checkDeadline(timeoutMs: number | undefined): void {
  const problem = timeoutMs === undefined ? undefined : durationProblem("timeoutMs", timeoutMs);
  if (problem !== undefined) throw invalidOptions("the call", problem);
}

/**
 * Calls `reached` when the time is up or the signal fires, until the returned function is called. A time of 0 or
 * `Infinity` is never up.
 */
export function watchLimits(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  reached: (limit: Limit) => void,
): () => void {
  const timer =
    timeoutMs > 0 && timeoutMs <= longestMs
      ? setTimeout(
          () => reached({ code: "DeadlineExceeded", message: `no answer within ${timeoutMs} ms` }),
          timeoutMs,
        )
      : undefined;
  const abort = (): void =>
    reached({ code: "Aborted", message: "the call was aborted by its signal", cause: signal?.reason });
  if (signal?.aborted) abort();
  const listeners = signal === undefined ? undefined : listenersOf(signal).add(abort);
  return () => {
    clearTimeout(timer);
    listeners?.delete(abort);
  };
}

const listening = new WeakMap<AbortSignal, Set<() => void>>();

/** One listener serves all calls with the same signal: Node warns about more than ten listeners. */
function listenersOf(signal: AbortSignal): Set<() => void> {
  const known = listening.get(signal);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  listening.set(signal, listeners);
  signal.addEventListener("abort", () => listeners.forEach((listener) => void listener()), { once: true });
  return listeners;
}
