import { type Remote, stateOf } from "../call/remote.ts";

/** Returns a member's name for errors, with its class if that is known. */
export function memberSymbol(self: Remote, name: string): string {
  const state = stateOf(self);
  return state.kind === "object" ? `${state.typeName}.${name}` : `.${name}`;
}
