import type { ErrorCode } from "./error-codes.ts";

/** Whether the Python code of a failed call ran. Only `"no"` is safe to send again. */
export type Executed = "no" | "maybe" | "yes";

export interface FailureFacts {
  /** The call: `"numpy:mean"`, or `".head"` for a member of an object. */
  readonly symbol?: string | undefined;
  /** Process id of the worker, once there is one. */
  readonly pid?: number | undefined;
  readonly executed?: Executed | undefined;
  readonly cause?: unknown;
  /** Names that exist, nearest to a misspelt one first. */
  readonly suggestions?: readonly string[];
}

/** Every failure of a call: of the boundary itself, or (`PythonError`) an exception that Python raised. */
export class SnakebridgeError extends Error {
  override readonly name: string = "SnakebridgeError";
  /** Stable. `docs/errors/<code>.md` explains each one. */
  readonly code: ErrorCode;
  /** The call that failed; of a chain, the link. */
  readonly symbol: string | undefined;
  readonly pid: number | undefined;
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

  /** For an unknown symbol: names that exist, nearest first. */
  get suggestions(): readonly string[] {
    return this.#suggestions;
  }

  /** @internal Completes the stack with the TypeScript lines of the call. */
  placeAt(lines: string): void {
    this.stack = `${this.name}: ${this.message}${lines}`;
  }
}
