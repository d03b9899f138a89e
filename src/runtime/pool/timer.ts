/** setTimeout takes no more. */
export const longestMs: number = 2 ** 31 - 1;

/** Runs `act` after some time, never when that is infinite, unless it is cancelled before. */
export function after(milliseconds: number, act: () => void): { cancel(): void } {
  const timer = milliseconds <= longestMs ? setTimeout(act, milliseconds) : undefined;
  return { cancel: () => clearTimeout(timer) };
}
