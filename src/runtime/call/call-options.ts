import { invalidOptions } from "../invalid-options.ts";
import type { CallSession, Dispatcher } from "./dispatcher.ts";
import { checkDeadline } from "./limits.ts";

/** Options of a call itself; they never mix with Python's keywords. */
export interface CallOptions {
  /** Milliseconds until the call fails with `DeadlineExceeded`; 0: none, whatever the pool says. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Runs it where the session is. */
  readonly session?: CallSession | undefined;
  /** Where it runs, when nothing else decides it; the default pool otherwise. */
  readonly pool?: Dispatcher | undefined;
  /** Whether it finds Python's event loop running. Unless told, it does where Python programs make such calls in coroutines only. */
  readonly loop?: boolean | undefined;
}

/** Options beside those given before; the last word about where the call runs holds. */
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
  session: { expected: "what session() gave", isRight: (value) => "connect" in value && "scope" in value },
  pool: { expected: "what createPool() gave", isRight: (value) => "connect" in value && !("scope" in value) },
};

/** The options of a single call. Throws as `checkCallOptions`, which is for those of several calls. */
export function checkOptionsOfOne(options: CallOptions): void {
  checkCallOptions(options, ["loop"]);
  if (options.loop !== undefined && typeof options.loop !== "boolean")
    throw invalid("loop is not true or false");
}

/** Throws a `SnakebridgeError` that says which option makes no sense; `more` are options beside those of a call. */
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
    throw invalid("session and pool are given, and a session has its pool");
}

function invalid(problem: string): Error {
  return invalidOptions("the call", problem);
}
