/** Filled by `Error.captureStackTrace`. V8 creates the text only when it is read. */
export interface CallSite {
  readonly stack?: string;
}

/**
 * Capturing the stack takes a quarter of a short call's time, so only the first calls of each symbol capture it. For later
 * calls, V8's async frames name the line that awaits, or the call of `then` names it.
 */
const capturesOfSymbol = 8;
const symbolsKnown = 4096;
const depth = 8;

const captures = new Map<string, number>();

/** Captures where a call is made: the frames above `maker`. Returns `undefined` for later calls of a symbol. */
// biome-ignore lint/complexity/noBannedTypes: the type that V8 accepts, here and below
export function captureCallSite(symbol: string, maker: Function): CallSite | undefined {
  const count = captures.get(symbol) ?? 0;
  if (count >= capturesOfSymbol) return undefined;
  if (captures.size >= symbolsKnown) captures.clear();
  captures.set(symbol, count + 1);
  return captureSite(maker);
}

/** Captures where the program calls `then` with its own functions. `await` and `Promise.all` pass the engine's functions. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureThenSite(then: Function, reaction: unknown): CallSite | undefined {
  return typeof reaction === "function" && !sourceOf.call(reaction).endsWith("[native code] }")
    ? captureSite(then)
    : undefined;
}

const sourceOf = Function.prototype.toString;

/** Captures the async frames of the awaiting code. Call it in a reaction of the awaited promise. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureAwaitSite(reaction: Function): CallSite {
  return captureSite(reaction);
}

/** Captures the frames above a function every time, for rare uses. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureSite(above: Function): CallSite {
  const limit = Error.stackTraceLimit;
  // An embedder may have frozen it; then its own limit holds.
  if (limit > depth) Error.stackTraceLimit = depth;
  const site: CallSite = {};
  Error.captureStackTrace(site, above);
  if (limit > depth) Error.stackTraceLimit = limit;
  return site;
}

const runtime = new URL("..", import.meta.url);
const ownFrames = [runtime.href, decodeURIComponent(runtime.pathname)];

/** Returns the lines of a call site that belong to the program: `\n    at …`. */
export function linesOf(site: CallSite): string {
  const lines = (site.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const program = lines.filter(
    (line) => !line.includes("(node:") && !ownFrames.some((own) => line.includes(own)),
  );
  return program.map((line) => `\n${line}`).join("");
}
