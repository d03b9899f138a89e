import type { Candidate, DispatchPolicy } from "./dispatch-policy.ts";

/**
 * The least busy worker takes the call. Among equals it is the first, so that a program without concurrency stays on one
 * worker. A call waits for a worker that is about to come rather than behind another call.
 */
export const leastBusy: DispatchPolicy = {
  choose<Worker extends Candidate>(candidates: readonly Worker[], moreToCome: boolean): Worker | undefined {
    let chosen: Worker | undefined;
    let least = moreToCome ? 1 : Number.POSITIVE_INFINITY;
    for (const candidate of candidates) {
      if (!candidate.takesCalls) continue;
      const { load } = candidate;
      if (load === 0) return candidate;
      if (load >= least) continue;
      chosen = candidate;
      least = load;
    }
    return chosen;
  },
};
