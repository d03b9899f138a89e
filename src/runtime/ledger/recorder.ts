import { addToLedger } from "../../shared/ledger/batches.ts";
import { isSymbol, type LedgerEntry } from "../../shared/ledger/entry.ts";
import { type CallSite, captureSite, linesOf } from "../call/call-site.ts";
import { findLedger, type ProjectLedger } from "./find-ledger.ts";
import { placeOf } from "./place-of.ts";

/** Names that a process remembers; a program that makes up more is not asked about them. */
const mostNames = 1000;
/** Soon after the first use, in case that the process is killed; then now and then. */
const firstMs = 1000;
const laterMs = 10_000;

interface Uses {
  /** All of them, and those that the ledger does not have yet. */
  total: number;
  fresh: number;
  /** Not looked into before it is time to write. */
  sites: CallSite[];
}

const uses = new Map<string, Uses>();
let isOn: boolean | undefined;
let ledger: ProjectLedger | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Notes that a program has reached something by name that no scan of its sources can see. Counts in memory; the ledger is
 * written later. Does nothing in production and in CI.
 *
 * @param site where from, if that is known already; `above` is whom it is asked of otherwise
 */
// biome-ignore lint/complexity/noBannedTypes: what V8 takes
export function recordUse(symbol: string, site: CallSite | undefined, above: Function): void {
  isOn ??= isDevelopment();
  if (!isOn) return;
  let use = uses.get(symbol);
  if (use === undefined) {
    if (uses.size >= mostNames || !isSymbol(symbol)) return;
    use = { total: 0, fresh: 0, sites: [] };
    uses.set(symbol, use);
  }
  use.total++;
  use.fresh++;
  // To look at the stack costs more than all the rest: at the first ones, and then ever more seldom.
  if (site !== undefined) use.sites.push(site);
  else if ((use.total & (use.total - 1)) === 0) use.sites.push(captureSite(above));
  if (timer === undefined) schedule(firstMs);
}

/** `CI=false` is how a person says that this is none. */
function isDevelopment(): boolean {
  const { NODE_ENV, CI = "" } = process.env;
  return NODE_ENV !== "production" && ["", "0", "false"].includes(CI);
}

function schedule(milliseconds: number): void {
  if (timer === undefined) process.once("exit", write);
  timer = setTimeout(() => {
    write();
    if (isOn) schedule(laterMs);
  }, milliseconds).unref();
}

function write(): void {
  const fresh = [...uses].filter(([, use]) => use.fresh > 0);
  if (!isOn || fresh.length === 0) return;
  try {
    ledger ??= findLedger();
    if (ledger === undefined) stop();
    else addToLedger(ledger.folder, entriesOf(fresh, ledger.root));
  } catch {
    // A ledger that cannot be written is none: the program has other things to do.
    stop();
  }
}

function entriesOf(fresh: readonly (readonly [string, Uses])[], root: string): readonly LedgerEntry[] {
  return fresh.map(([symbol, use]) => {
    const places = use.sites.flatMap((site) => placeOf(linesOf(site), root) ?? []);
    const entry = { symbol, calls: use.fresh, places: [...new Set(places)] };
    use.fresh = 0;
    use.sites = [];
    return entry;
  });
}

function stop(): void {
  isOn = false;
  uses.clear();
}
