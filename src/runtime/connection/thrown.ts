import type { SnakebridgeError } from "../errors.ts";

/** What a TypeScript function threw, on its way back through Python to who called Python. */
export class Thrown {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** Why a call failed. */
export type CallFailure = SnakebridgeError | Thrown;
