import type { CallOptions } from "../../call/call-options.ts";
import { type Limit, watchLimits } from "../../call/limits.ts";
import { SnakebridgeError } from "../../errors.ts";

/** The deadline and the signal of a whole `map`. */
export interface MapLimits {
  /** Fires when calls are not wanted any more. */
  readonly signal: AbortSignal;
  /** `promise`, or the error of the limit that is reached first. */
  hold<T>(promise: Promise<T>): Promise<T>;
  /** What is still under way is given up. */
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
