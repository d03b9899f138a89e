import { invalidOptions } from "../invalid-options.ts";
import type { CallSession, Dispatcher } from "./dispatcher.ts";
import { checkDeadline } from "./limits.ts";

/** Options of the call itself. They are separate from Python's keyword arguments. */
export interface CallOptions {
  /** Milliseconds until the call fails with `DeadlineExceeded`. 0: no deadline, even if the pool sets one. */
  readonly timeoutMs?: number | undefined;
  /** Cancels the call when it fires. The call then fails with `Aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** The session in which the call runs. */
  readonly session?: CallSession | undefined;
  /** The pool that runs the call, if neither a session nor an argument decides it. Default: the default pool. */
  readonly pool?: Dispatcher | undefined;
  /**
   * Whether Python's event loop is running during the call. Default: only for functions that Python programs call in
   * coroutines alone.
   */
  readonly loop?: boolean | undefined;
}

/** Adds options to those set before. The last session or pool that was set decides where the call runs. */
export function mergeOptions(
  before: CallOptions,
  { timeoutMs, signal, session, pool, loop }: CallOptions,
): CallOptions {
  const stays = session === undefined && pool === undefined;
  return {
    timeoutMs: timeoutMs ?? before.timeoutMs,
    signal: signal ?? before.signal,
    session: stays ? before.session : session,
    pool: stays ? before.pool : pool,
    loop: loop ?? before.loop,
  };
}

type Check = (value: object) => boolean;

const checks: Readonly<Record<string, { readonly expected: string; readonly isRight: Check }>> = {
  signal: {
    expected: "an AbortSignal",
    isRight: (value) => "aborted" in value && "addEventListener" in value,
  },
  session: { expected: "a result of session()", isRight: (value) => "connect" in value && "scope" in value },
  pool: {
    expected: "a result of createPool()",
    isRight: (value) => "connect" in value && !("scope" in value),
  },
};

/** Checks the options of a single call. Throws like `checkCallOptions`, which checks the options of several calls. */
export function checkOptionsOfOne(options: CallOptions): void {
  checkCallOptions(options, ["loop"]);
  if (options.loop !== undefined && typeof options.loop !== "boolean")
    throw invalid("loop is not true or false");
}

/**
 * Throws a `SnakebridgeError` that names the option that is wrong.
 *
 * @param more further options that the caller accepts
 */
export function checkCallOptions(options: Omit<CallOptions, "loop">, more: readonly string[] = []): void {
  if (typeof options !== "object" || options === null) throw invalid(`they are ${String(options)}`);
  for (const [name, value] of Object.entries(options)) {
    if (name === "timeoutMs" || value === undefined || more.includes(name)) continue;
    const check = checks[name];
    if (check === undefined) throw invalid(`there is no option ${name}`);
    if (typeof value !== "object" || value === null || !check.isRight(value))
      throw invalid(`${name} is not ${check.expected}`);
  }
  checkDeadline(options.timeoutMs);
  if (options.session !== undefined && options.pool !== undefined)
    throw invalid("session and pool are both given: a session already belongs to a pool");
}

function invalid(problem: string): Error {
  return invalidOptions("the call", problem);
}
