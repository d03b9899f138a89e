import type { ErrorCode } from "./error-codes.ts";

/** Whether the Python code of a failed call ran. Only after `"no"` is it safe to send the call again. */
export type Executed = "no" | "maybe" | "yes";

export interface FailureFacts {
  /** The failed call: `"numpy:mean"`, or `".head"` for a member of an object. */
  readonly symbol?: string | undefined;
  /** The worker's process id, if a worker was assigned. */
  readonly pid?: number | undefined;
  readonly executed?: Executed | undefined;
  readonly cause?: unknown;
  /** Names that exist, most similar to the unknown name first. */
  readonly suggestions?: readonly string[];
}

/** The error of every failed call. The subclass `PythonError` is an exception that Python raised. */
export class SnakebridgeError extends Error {
  override readonly name: string = "SnakebridgeError";
  /** Stable across versions. `docs/errors/<code>.md` explains each code. */
  readonly code: ErrorCode;
  /** The call that failed; in a chain, the one call of it that failed. */
  readonly symbol: string | undefined;
  /** The worker's process id, if a worker was assigned. */
  readonly pid: number | undefined;
  /** Whether the call's Python code ran. */
  readonly executed: Executed;
  readonly #suggestions: readonly string[];

  constructor(code: ErrorCode, message: string, facts: FailureFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.symbol = facts.symbol;
    this.pid = facts.pid;
    this.executed = facts.executed ?? "no";
    this.#suggestions = facts.suggestions ?? [];
  }

  /** For an unknown symbol: names that exist, most similar first. */
  get suggestions(): readonly string[] {
    return this.#suggestions;
  }

  /** @internal Completes the stack with the TypeScript lines of the call. */
  placeAt(lines: string): void {
    this.stack = `${this.name}: ${this.message}${lines}`;
  }
}
