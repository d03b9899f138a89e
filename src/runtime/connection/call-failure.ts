import type { SnakebridgeError } from "../errors.ts";

/** A value that a TypeScript function threw, on its way back through Python to the caller of Python. */
export class Thrown {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** Why a call failed. */
export type CallFailure = SnakebridgeError | Thrown;

/** An argument is the result of another call, and that call failed. */
export class DependencyFailed extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super("a call that was passed as an argument failed");
    this.failure = failure;
  }
}
