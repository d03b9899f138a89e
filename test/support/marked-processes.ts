import { readdirSync, readFileSync } from "node:fs";

/** Variable that a test gives to a program, and that all it starts inherits. */
export const markVariable = "SNAKEBRIDGE_TEST_MARK";

/** Process ids of everything that runs with this mark, zombies left out. Linux only. */
export function processesMarked(mark: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(`${markVariable}=${mark}`))
    .map(Number);
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // Gone, or another user's.
  }
}

/** Whether a process runs; a zombie does not. Linux only. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
