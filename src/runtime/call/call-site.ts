/** What `Error.captureStackTrace` fills; the text is made only when it is read. */
export interface CallSite {
  readonly stack?: string;
}

/**
 * Walking the stack takes a quarter of a short call's time. The first calls of each symbol pay for it; later ones are
 * placed by V8's async frames, which are known where the call is awaited, or by whoever takes its promise by hand.
 */
const capturesOfSymbol = 8;
const symbolsKnown = 4096;
const depth = 8;

const captures = new Map<string, number>();

/** Where a call is made: the frames above `maker`. */
// biome-ignore lint/complexity/noBannedTypes: what V8 takes, here and below
export function captureCallSite(symbol: string, maker: Function): CallSite | undefined {
  const count = captures.get(symbol) ?? 0;
  if (count >= capturesOfSymbol) return undefined;
  if (captures.size >= symbolsKnown) captures.clear();
  captures.set(symbol, count + 1);
  return captureSite(maker);
}

/** Where `then` is called with functions that somebody wrote; `await` and `Promise.all` pass the engine's own. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureThenSite(then: Function, reaction: unknown): CallSite | undefined {
  return typeof reaction === "function" && !sourceOf.call(reaction).endsWith("[native code] }")
    ? captureSite(then)
    : undefined;
}

const sourceOf = Function.prototype.toString;

/** The async frames of who awaits, when called in a reaction of the awaited promise. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureAwaitSite(reaction: Function): CallSite {
  return captureSite(reaction);
}

/** The same each time, for what is made seldom. */
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

/** The lines of a call site that belong to the program: `\n    at …`. */
export function linesOf(site: CallSite): string {
  const lines = (site.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const program = lines.filter(
    (line) => !line.includes("(node:") && !ownFrames.some((own) => line.includes(own)),
  );
  return program.map((line) => `\n${line}`).join("");
}
