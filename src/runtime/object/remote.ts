import type { Reference } from "../connection/reference.ts";
import type { Invocation } from "./invocation.ts";

export interface Attribute {
  readonly kind: "attribute";
  readonly symbol: string;
}

export type RemoteState = Invocation | Reference | Attribute;

/** @internal What a remote stands for. */
export let stateOf: (remote: Remote) => RemoteState;

/** Something that lives, or will live, in Python. */
export abstract class Remote {
  readonly #state: RemoteState;

  static {
    stateOf = (remote) => remote.#state;
  }

  protected constructor(state: RemoteState) {
    this.#state = state;
  }
}
