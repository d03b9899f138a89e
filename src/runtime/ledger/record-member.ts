import { type Remote, stateOf } from "../object/remote.ts";
import { recordUse } from "./recorder.ts";

/** Notes a member that is taken by name, where it is a module's: `symbol("numpy").$attr("mean")`. */
// biome-ignore lint/complexity/noBannedTypes: what V8 takes
export function recordMember(self: Remote, name: string, above: Function): void {
  const state = stateOf(self);
  if (state.kind === "attribute" && !state.symbol.includes(":"))
    recordUse(`${state.symbol}:${name}`, undefined, above);
}
