import { setTimeout as sleep } from "node:timers/promises";

const firstPauseMs = 50;
const longestPauseMs = 2000;

/** Delays starts after failures, which would mostly fail again. */
export interface StartPace {
  /** Runs `start` at once, or after a pause when the last starts failed. */
  run<T>(start: () => Promise<T>): Promise<T>;
}

/** After n failures in a row the next start waits 50 ms · 2^n, at most 2 s, counted from the last failure. */
export function createStartPace(): StartPace {
  let failures = 0;
  let notBefore = 0;
  return {
    async run(start) {
      const pause = notBefore - performance.now();
      if (pause > 0) await sleep(pause);
      try {
        const result = await start();
        failures = 0;
        return result;
      } catch (error) {
        notBefore = performance.now() + Math.min(firstPauseMs * 2 ** failures++, longestPauseMs);
        throw error;
      }
    },
  };
}
