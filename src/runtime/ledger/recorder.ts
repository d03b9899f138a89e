import { addToLedger } from "../../shared/ledger/batches.ts";
import { isSymbol, type LedgerEntry } from "../../shared/ledger/entry.ts";
import { type CallSite, captureSite, linesOf } from "../call/call-site.ts";
import { findLedger, type ProjectLedger } from "./find-ledger.ts";
import { placeOf } from "./place-of.ts";

/** Maximum number of names that a process remembers. A program that generates more names is not recorded further. */
const mostNames = 1000;
/** The first write follows the first use soon, in case the process is killed. Later writes are rarer. */
const firstMs = 1000;
const laterMs = 10_000;

interface Uses {
  /** All uses, and those that are not yet in the ledger. */
  total: number;
  fresh: number;
  /** Not formatted until the ledger is written. */
  sites: CallSite[];
}

const uses = new Map<string, Uses>();
let isOn: boolean | undefined;
let ledger: ProjectLedger | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Records that a program used a symbol by name, which the scanner cannot see in its sources. Counts in memory; the ledger is
 * written later. Does nothing in production and in CI.
 *
 * @param site the call site, if it is known already
 * @param above the function above which the call site is captured otherwise
 */
// biome-ignore lint/complexity/noBannedTypes: the type that V8 accepts
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
  // Capturing the stack costs more than everything else: it is done at uses 1, 2, 4, 8 and so on.
  if (site !== undefined) use.sites.push(site);
  else if ((use.total & (use.total - 1)) === 0) use.sites.push(captureSite(above));
  if (timer === undefined) schedule(firstMs);
}

/** `CI=false` means that this is not a CI run. */
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
    // If the ledger cannot be written, recording stops. The program must not fail because of it.
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
