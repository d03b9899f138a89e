/** What `Error.captureStackTrace` fills; the text is made only when it is read. */
export interface CallSite {
  readonly stack?: string;
}

/**
 * Walking the stack costs more than the rest of a call. The first calls of each tick pay for it; in a burst the others
 * rely on V8's async frames, which are known where the call is awaited.
 */
const capturesPerTick = 4;
const depth = 8;

let captures = 0;

/** Where a call is made: the frames above `maker`. */
// biome-ignore lint/complexity/noBannedTypes: what V8 takes, here and below
export function captureCallSite(maker: Function): CallSite | undefined {
  if (captures === 0) process.nextTick(renew);
  return captures++ < capturesPerTick ? capture(maker) : undefined;
}

/** The async frames of who awaits, when called in a reaction of the awaited promise. */
// biome-ignore lint/complexity/noBannedTypes: as above
export function captureAwaitSite(reaction: Function): CallSite {
  return capture(reaction);
}

function renew(): void {
  captures = 0;
}

// biome-ignore lint/complexity/noBannedTypes: as above
function capture(above: Function): CallSite {
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
