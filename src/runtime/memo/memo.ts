import type { Call } from "../call/call.ts";
import type { CallMemo, CallWays } from "../call/dispatcher.ts";
import { isLimit } from "../call/limits.ts";
import { SnakebridgeError } from "../errors.ts";
import { Operation } from "../wire/operations.ts";
import { memoKey } from "./memo-key.ts";
import { type StoredValue, storedValue } from "./stored-value.ts";

export interface MemoOptions {
  /** Milliseconds for which a result is kept. Default: as long as the pool exists. */
  readonly ttlMs?: number | undefined;
  /** Maximum number of results. When it is exceeded, the least recently used one is dropped. Default 1000. */
  readonly size?: number | undefined;
}

export interface MemoStatistics {
  /** Calls answered by a kept result. */
  readonly hits: number;
  /** Calls that were sent. */
  readonly misses: number;
  /** Calls that shared the answer of an identical call in flight. */
  readonly shared: number;
  /** Results kept now. */
  readonly size: number;
}

interface Follower extends CallWays {
  readonly call: Call;
}

/** The kept results of functions that the program declared pure. */
export class Memo implements CallMemo {
  /** @internal */
  readonly isUnused: boolean;
  readonly #symbols: ReadonlySet<string>;
  readonly #ttlMs: number;
  readonly #most: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, { readonly value: StoredValue; readonly until: number }>();
  readonly #inFlight = new Map<string, Follower[]>();
  #hits = 0;
  #misses = 0;
  #shared = 0;

  /** @param pure dotted names of functions */
  constructor(pure: readonly string[], { ttlMs, size = 1000 }: MemoOptions) {
    this.isUnused = pure.length === 0;
    this.#symbols = new Set(pure.flatMap(symbolsNamed));
    this.#ttlMs = ttlMs ?? Number.POSITIVE_INFINITY;
    this.#most = size;
  }

  covers({ op, symbol, flags }: Call): boolean {
    return op === Operation.callSymbol && flags === 0 && this.#symbols.has(symbol);
  }

  /** Answers the call now, or with the result of an identical one, or sends it. */
  serve(call: Call, ways: CallWays): void {
    const key = memoKey(call);
    if (key === undefined) ways.send();
    else this.#serve(key, call, ways);
  }

  #serve(key: string, call: Call, ways: CallWays): void {
    const known = this.#find(key);
    const followers = this.#inFlight.get(key);
    if (known !== undefined) {
      this.#hits++;
      call.fulfil(known());
    } else if (followers !== undefined) {
      this.#shared++;
      ways.wait();
      followers.push({ call, ...ways });
    } else {
      this.#misses++;
      this.#lead(key, call);
      ways.send();
    }
  }

  #find(key: string): StoredValue | undefined {
    const entry = this.#kept.get(key);
    if (entry === undefined) return undefined;
    this.#kept.delete(key);
    if (performance.now() >= entry.until) return undefined;
    this.#kept.set(key, entry);
    return entry.value;
  }

  #lead(key: string, call: Call): void {
    const followers: Follower[] = [];
    this.#inFlight.set(key, followers);
    call.whenSettled(() => {
      const value = call.failure === undefined ? storedValue(call.value) : undefined;
      const isCurrent = this.#inFlight.get(key) === followers;
      if (isCurrent) this.#inFlight.delete(key);
      if (value !== undefined && isCurrent) this.#keep(key, value);
      for (const follower of followers)
        if (follower.call.state !== "settled") this.#pass(key, call, value, follower);
    });
  }

  /**
   * Passes the leading call's outcome on to a call that waited for it. Its deadline, and Python objects in its result, are not
   * shared: the other call is sent itself.
   */
  #pass(key: string, { failure }: Call, value: StoredValue | undefined, { call, ...ways }: Follower): void {
    if (value !== undefined) call.fulfil(value());
    else if (failure === undefined) ways.send();
    else if (failure instanceof SnakebridgeError && isLimit(failure.code)) this.#serve(key, call, ways);
    else call.fail(failure);
  }

  #keep(key: string, value: StoredValue): void {
    this.#kept.set(key, { value, until: performance.now() + this.#ttlMs });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
  }

  /** Drops all kept results. Results of calls in flight will not be kept either. */
  clear(): void {
    this.#kept.clear();
    this.#inFlight.clear();
  }

  statistics(): MemoStatistics {
    return { hits: this.#hits, misses: this.#misses, shared: this.#shared, size: this.#kept.size };
  }
}

/** Returns the symbols that a dotted name can be: `a.b.c` is `a:b.c` or `a.b:c`. */
function symbolsNamed(name: string): string[] {
  const parts = name.split(".");
  return parts.slice(1).map((_, n) => `${parts.slice(0, n + 1).join(".")}:${parts.slice(n + 1).join(".")}`);
}
