import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends this process when it is interrupted, after `last`. Everything that a command writes survives a kill at any
 * moment, and child processes end with this one, so there is nothing to wait for.
 */
export function endOnInterrupt(last: (exitCode: number) => void): () => void {
  const end = (signal: (typeof signals)[number]): void => {
    const exitCode = 128 + constants.signals[signal];
    last(exitCode);
    process.exit(exitCode);
  };
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
