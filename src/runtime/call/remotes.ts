import type { Call } from "./call.ts";
import { Remote } from "./remote.ts";

const none: readonly Remote[] = [];

/** Returns the remotes that are arguments of a call. Those inside of other values are found when the arguments are written. */
export function remotesOf(call: Call): readonly Remote[] {
  let remotes: Remote[] | undefined;
  const { args, kwargs } = call.arguments;
  for (const list of [call.lead, args, kwargs === undefined ? undefined : Object.values(kwargs)]) {
    if (list === undefined) continue;
    for (const value of list) {
      if (value instanceof Remote) {
        remotes ??= [];
        remotes.push(value);
      }
    }
  }
  return remotes ?? none;
}
