import { Flag } from "../wire/flags.ts";
import type { Call } from "./call.ts";
import { linesOf } from "./call-site.ts";
import { asCall, callOf, type Remote } from "./remote.ts";

/**
 * When the JavaScript object of a call is collected, an unsent call can never be sent: the program is warned. A result that
 * a worker keeps for the call is no longer needed: it is released.
 */
const collected = new FinalizationRegistry<Call>((call) => {
  if (call.state === "described") warnNeverAwaited(call);
  else if ((call.flags & Flag.keep) !== 0 && call.id !== 0) call.home?.forget(call.id);
});

const warned = new Set<string>();
let made: Remote[] = [];

/** Watches a new call if it is not awaited by the end of the tick. Most calls are awaited and cost nothing here. */
export function watchUnsent(remote: Remote): void {
  if (made.push(remote) === 1) process.nextTick(endOfTick);
}

function endOfTick(): void {
  const remotes = made;
  made = [];
  for (const remote of remotes) {
    const call = callOf(remote);
    if (call.state === "described") watch(remote, call);
  }
}

/** Watches a call whose result stays on the worker. */
export function watchKept(remote: Remote): void {
  watch(remote, callOf(remote));
}

function watch(remote: Remote, call: Call): void {
  if (call.markWatched()) collected.register(remote, call);
}

function warnNeverAwaited(call: Call): void {
  // The program forgot only the outermost call of a chain.
  for (const remote of call.remotes) asCall(remote)?.suppressUnsentWarning();
  if (call.suppressesUnsentWarning || warned.has(call.symbol)) return;
  warned.add(call.symbol);
  const place = call.site === undefined ? "" : linesOf(call.site);
  process.emitWarning(`the Python call ${call.symbol} was never awaited, so it never ran${place}`, {
    type: "SnakebridgeWarning",
    code: "SNAKEBRIDGE_NEVER_AWAITED",
  });
}
