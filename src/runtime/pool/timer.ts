import { longestMs } from "../invalid-options.ts";

/** Calls `act` after a time, unless it is cancelled before. Infinity is never. */
export function after(milliseconds: number, act: () => void): { cancel(): void } {
  const timer = milliseconds <= longestMs ? setTimeout(act, milliseconds) : undefined;
  return { cancel: () => clearTimeout(timer) };
}
