import { Flag } from "../wire/flags.ts";
import type { Call } from "./call.ts";
import { linesOf } from "./call-site.ts";
import { asCall, callOf, type Remote } from "./remote.ts";

/**
 * Two things end with the JavaScript object of a call: the chance that it will ever be sent, and the need for a result that a
 * worker keeps for it.
 */
const collected = new FinalizationRegistry<Call>((call) => {
  if (call.state === "described") warnNeverAwaited(call);
  else if ((call.flags & Flag.keep) !== 0 && call.id !== 0) call.home?.forget(call.id);
});

const warned = new Set<string>();
let made: Remote[] = [];

/** Watches a new call that is not awaited by the end of the tick. Most calls are, and cost nothing here. */
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

/** Watches a call whose result stays on its worker. */
export function watchKept(remote: Remote): void {
  watch(remote, callOf(remote));
}

function watch(remote: Remote, call: Call): void {
  if (call.markWatched()) collected.register(remote, call);
}

function warnNeverAwaited(call: Call): void {
  // The program forgot the outermost call of a chain only.
  for (const remote of call.remotes) asCall(remote)?.suppressUnsentWarning();
  if (call.suppressesUnsentWarning || warned.has(call.symbol)) return;
  warned.add(call.symbol);
  const place = call.site === undefined ? "" : linesOf(call.site);
  process.emitWarning(`the Python call ${call.symbol} was never awaited, so it never ran${place}`, {
    type: "SnakebridgeWarning",
    code: "SNAKEBRIDGE_NEVER_AWAITED",
  });
}
