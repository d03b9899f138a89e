import type { ChildProcess } from "node:child_process";

/** Longest wait for the end of a dead process's output: one of its children may hold it open forever. */
const outputEndMs = 100;

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Settles when a child process is gone and what it wrote has been read. */
export function processEnd(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => {
      const end = (): void => {
        clearTimeout(timer);
        resolve({ code, signal });
      };
      const timer = setTimeout(end, outputEndMs);
      child.on("close", end);
    });
  });
}

/** Describes an end, to follow the process's name: "was killed by SIGSEGV; its last output was: …". */
export function describeEnd({ code, signal }: ProcessEnd, lastOutput: string): string {
  const how = signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
  return lastOutput === "" ? how : `${how}; its last output was:\n${lastOutput.replace(/^/gm, "    ")}\n`;
}
