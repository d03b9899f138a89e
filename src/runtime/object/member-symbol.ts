import { type Remote, stateOf } from "../call/remote.ts";

/** Returns the name of a member in errors: with its class where that is known. */
export function memberSymbol(self: Remote, name: string): string {
  const state = stateOf(self);
  return state.kind === "object" ? `${state.typeName}.${name}` : `.${name}`;
}
