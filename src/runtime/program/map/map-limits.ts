import type { CallOptions } from "../../call/call-options.ts";
import { type Limit, watchLimits } from "../../call/limits.ts";
import { SnakebridgeError } from "../../errors.ts";

/** The deadline and the signal that apply to a `map` in total. */
export interface MapLimits {
  /** Fires when calls are no longer needed. */
  readonly signal: AbortSignal;
  /** Settles like `promise`, or rejects when a limit is reached first. */
  hold<T>(promise: Promise<T>): Promise<T>;
  /** Cancels all calls in flight. */
  end(): void;
}

export function limitsOf({ timeoutMs = 0, signal }: CallOptions): MapLimits {
  const ending = new AbortController();
  let fail: ((error: SnakebridgeError) => void) | undefined;
  let failure: SnakebridgeError | undefined;
  const stopWaiting = watchLimits(timeoutMs, signal, (limit) => {
    failure = errorOf(limit);
    ending.abort();
    fail?.(failure);
  });
  return {
    signal: ending.signal,
    hold(promise) {
      return new Promise((resolve, reject) => {
        fail = reject;
        if (failure !== undefined) reject(failure);
        promise.then(resolve, reject);
      });
    },
    end() {
      stopWaiting();
      ending.abort();
    },
  };
}

function errorOf({ code, message, cause }: Limit): SnakebridgeError {
  return new SnakebridgeError(code, message, { symbol: "map", executed: "maybe", cause });
}
