import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends this process on an interrupt, after calling `beforeExit`. Returns a function that removes the signal handlers.
 * It waits for nothing: files survive a kill at any moment, and child processes end with this one.
 */
export function endOnInterrupt(beforeExit: (exitCode: number) => void): () => void {
  const end = (signal: (typeof signals)[number]): void => {
    const exitCode = 128 + constants.signals[signal];
    beforeExit(exitCode);
    process.exit(exitCode);
  };
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
