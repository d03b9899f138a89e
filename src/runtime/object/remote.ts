import type { Invocation } from "../call/invocation.ts";
import type { Reference } from "../connection/reference.ts";

export interface Attribute {
  readonly kind: "attribute";
  readonly symbol: string;
  /** Where it is generated for; absent: it was named by the program, and means what the other end has. */
  readonly environment: string | undefined;
}

export type RemoteState = Invocation | Reference | Attribute;

/** Functions that are remotes: made by no constructor, so their state is here. */
const callables = new WeakMap<object, Attribute>();

/** @internal What a remote stands for. */
export let stateOf: (remote: Remote) => RemoteState;

/** Something that lives, or will live, in Python. */
export abstract class Remote {
  readonly #state: RemoteState;

  static {
    stateOf = (remote) => (#state in remote ? remote.#state : callables.get(remote)!);
  }

  protected constructor(state: RemoteState) {
    this.#state = state;
  }
}

/** @internal Lets a function stand for something in Python, with the members of a class of remotes. */
export function becomeRemote(
  target: object,
  cls: { readonly prototype: unknown },
  symbol: string,
  environment: string,
): void {
  Object.setPrototypeOf(target, cls.prototype as object);
  callables.set(target, { kind: "attribute", symbol, environment });
}
