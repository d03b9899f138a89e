import type { Call } from "./call.ts";
import type { Reference } from "./reference.ts";

/** A name in Python, looked up each time it is used. */
export interface Attribute {
  readonly kind: "attribute";
  readonly symbol: string;
  /** The environment for which it was generated. Absent: the program wrote the name, and any worker may look it up. */
  readonly environment: string | undefined;
}

export type RemoteState = Call | Reference | Attribute;

/** The state of functions that are remotes. It is not in the object, because no constructor of `Remote` created them. */
const callables = new WeakMap<object, Attribute>();

/** @internal Returns what a remote represents. */
export let stateOf: (remote: Remote) => RemoteState;

/** Something that is, or will be, in Python. */
export abstract class Remote {
  readonly #state: RemoteState;

  static {
    stateOf = (remote) => (#state in remote ? remote.#state : callables.get(remote)!);
  }

  protected constructor(state: RemoteState) {
    this.#state = state;
  }
}

/** @internal Returns the call that a remote represents, if it does. */
export function asCall(remote: Remote): Call | undefined {
  const state = stateOf(remote);
  return state.kind === "call" ? state : undefined;
}

/** @internal Returns the call that a remote represents. The caller knows that it represents one. */
export function callOf(remote: Remote): Call {
  return stateOf(remote) as Call;
}

/** @internal Makes a function represent something in Python, with the members of a class of remotes. */
export function becomeRemote(
  target: object,
  cls: { readonly prototype: unknown },
  symbol: string,
  environment: string,
): void {
  Object.setPrototypeOf(target, cls.prototype as object);
  callables.set(target, { kind: "attribute", symbol, environment });
}
