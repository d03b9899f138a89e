import type { ConnectionEnd } from "../connection/connection-end.ts";
import { describeEnd, type ProcessEnd } from "../transport/process-end.ts";

/** Calls of a pool that was closed: not done in the time that was left for them, or made later. */
export const closedInCall: ConnectionEnd = {
  code: "PoolClosed",
  message: "The pool was closed, and the call was not done in the time that was left to it.",
};
export const closed: ConnectionEnd = { code: "PoolClosed", message: "The pool of this worker was closed." };

/** Calls of a worker that ended by itself, or that its pool has ended for a reason. */
export function died(
  pid: number,
  end: ProcessEnd,
  lastOutput: string,
  killReason: string | undefined,
): ConnectionEnd {
  const how = killReason === undefined ? describeEnd(end, lastOutput) : `was ended because ${killReason}`;
  return { code: "WorkerDied", message: `The Python worker (pid ${pid}) ${how}` };
}
