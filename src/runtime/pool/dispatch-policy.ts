/** A worker as a policy sees it. */
export interface Candidate {
  /** Whether it can be given a call at all. */
  readonly takesCalls: boolean;
  /** Calls that are queued or in flight there, and sessions that are pinned to it. */
  readonly load: number;
}

/** Which worker takes the next call. */
export interface DispatchPolicy {
  /**
   * Returns the worker for one call; `undefined`: the call waits.
   *
   * @param candidates in the order of the pool's slots
   * @param moreToCome whether another worker is starting, or can be started for this call
   */
  choose<Worker extends Candidate>(candidates: readonly Worker[], moreToCome: boolean): Worker | undefined;
}
