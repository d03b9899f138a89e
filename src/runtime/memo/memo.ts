import type { Call } from "../call/call.ts";
import type { CallMemo, CallWays } from "../call/dispatcher.ts";
import { isLimit } from "../call/limits.ts";
import { SnakebridgeError } from "../errors.ts";
import { Operation } from "../wire/operations.ts";
import { memoKey } from "./memo-key.ts";
import { type StoredValue, storedValue } from "./stored-value.ts";

export interface MemoOptions {
  /** Milliseconds that a result is good for. Default: for as long as the pool is there. */
  readonly ttlMs?: number | undefined;
  /** Results that are kept; the one that was not asked for the longest goes first. Default 1000. */
  readonly size?: number | undefined;
}

export interface MemoStatistics {
  /** Calls that were answered by a kept result. */
  readonly hits: number;
  /** Calls that were sent. */
  readonly misses: number;
  /** Calls that had the answer of an identical one under way. */
  readonly shared: number;
  /** Results that are kept. */
  readonly size: number;
}

interface Follower extends CallWays {
  readonly call: Call;
}

/** The results of functions that are declared pure. */
export class Memo implements CallMemo {
  /** @internal */
  readonly isUnused: boolean;
  readonly #symbols: ReadonlySet<string>;
  readonly #ttlMs: number;
  readonly #most: number;
  /** The one that was not asked for the longest is the first. */
  readonly #kept = new Map<string, { readonly value: StoredValue; readonly until: number }>();
  readonly #underWay = new Map<string, Follower[]>();
  #hits = 0;
  #misses = 0;
  #shared = 0;

  /** `pure`: dotted names. */
  constructor(pure: readonly string[], { ttlMs, size = 1000 }: MemoOptions) {
    this.isUnused = pure.length === 0;
    this.#symbols = new Set(pure.flatMap(symbolsNamed));
    this.#ttlMs = ttlMs ?? Number.POSITIVE_INFINITY;
    this.#most = size;
  }

  covers({ op, symbol, flags }: Call): boolean {
    return op === Operation.callSymbol && flags === 0 && this.#symbols.has(symbol);
  }

  /** Answers the call, now or by an identical one, or has it sent. */
  serve(call: Call, ways: CallWays): void {
    const key = memoKey(call);
    if (key === undefined) ways.send();
    else this.#serve(key, call, ways);
  }

  #serve(key: string, call: Call, ways: CallWays): void {
    const known = this.#find(key);
    const followers = this.#underWay.get(key);
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
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    if (performance.now() >= found.until) return undefined;
    this.#kept.set(key, found);
    return found.value;
  }

  #lead(key: string, call: Call): void {
    const followers: Follower[] = [];
    this.#underWay.set(key, followers);
    call.whenSettled(() => {
      const value = call.failure === undefined ? storedValue(call.value) : undefined;
      const isCurrent = this.#underWay.get(key) === followers;
      if (isCurrent) this.#underWay.delete(key);
      if (value !== undefined && isCurrent) this.#keep(key, value);
      for (const follower of followers)
        if (follower.call.state !== "settled") this.#pass(key, call, value, follower);
    });
  }

  /** What is the leader's own, its deadline or an object of its own, is not for others: they go themselves. */
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

  /** Forgets what is kept; what is under way now will not be kept either. */
  clear(): void {
    this.#kept.clear();
    this.#underWay.clear();
  }

  statistics(): MemoStatistics {
    return { hits: this.#hits, misses: this.#misses, shared: this.#shared, size: this.#kept.size };
  }
}

/** `a.b.c` is `a:b.c` and `a.b:c`. */
function symbolsNamed(name: string): string[] {
  const parts = name.split(".");
  return parts.slice(1).map((_, n) => `${parts.slice(0, n + 1).join(".")}:${parts.slice(n + 1).join(".")}`);
}
