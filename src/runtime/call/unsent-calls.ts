import { invocationOf, LazyCall } from "../object/py-call.ts";
import { Flag } from "../wire/flags.ts";
import { linesOf } from "./call-site.ts";
import type { Invocation } from "./invocation.ts";
import { remotesOf } from "./route.ts";

/**
 * Two things end with the JavaScript object of a call: the chance that it will ever be sent, and the need for a result
 * that a worker keeps for it.
 */
const collected = new FinalizationRegistry<Invocation>((call) => {
  if (isUnsent(call)) warnNeverAwaited(call);
  else if ((call.flags & Flag.keep) !== 0 && call.id !== 0) call.home?.forget(call.id);
});

const warned = new Set<string>();
let made: LazyCall<unknown>[] = [];

/** Watches a new call that nobody has awaited by the end of the tick; most are, and cost nothing here. */
export function watchUnsent(call: LazyCall<unknown>): void {
  if (made.push(call) === 1) process.nextTick(endOfTick);
}

function endOfTick(): void {
  const calls = made;
  made = [];
  for (const call of calls) if (isUnsent(invocationOf(call))) watch(call);
}

/** A call that failed before it found a worker was awaited all the same. */
function isUnsent(call: Invocation): boolean {
  return call.route === undefined && !call.settled;
}

/** Watches a call whose result stays on its worker. */
export function watchKept(call: LazyCall<unknown>): void {
  watch(call);
}

function watch(call: LazyCall<unknown>): void {
  const invocation = invocationOf(call);
  if (invocation.watched) return;
  invocation.watched = true;
  collected.register(call, invocation);
}

function warnNeverAwaited(call: Invocation): void {
  // Only the outermost call of a chain was forgotten by somebody.
  for (const remote of remotesOf(call)) if (remote instanceof LazyCall) invocationOf(remote).excused = true;
  if (call.excused || warned.has(call.symbol)) return;
  warned.add(call.symbol);
  const place = call.site === undefined ? "" : linesOf(call.site);
  process.emitWarning(`the Python call ${call.symbol} was never awaited, so it never ran${place}`, {
    type: "SnakebridgeWarning",
    code: "SNAKEBRIDGE_NEVER_AWAITED",
  });
}
