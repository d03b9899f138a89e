import { join } from "node:path";
import { ledgerFolder, readLedger, reduceLedger } from "../../shared/ledger/batches.ts";
import { loadMergedConfig } from "../project/load-project.ts";
import { readProjectState } from "../project/project-state.ts";
import { type LedgerRow, ledgerRows } from "./ledger-rows.ts";

export interface LedgerOptions {
  /** Folder where the search for the configuration begins. Default: the current one. */
  readonly cwd?: string;
  readonly config?: string;
  /** Empty the ledger. */
  readonly clear?: boolean;
}

export interface Ledger {
  /** Absolute path of the project. */
  readonly root: string;
  /** The names that programs called by name, most called first; with `clear`, those that were removed. */
  readonly rows: readonly LedgerRow[];
  /** Whether programs record names in it. */
  readonly isKept: boolean;
}

/** Returns the names that the project's programs called by name in development, on this machine. */
export async function ledger(options: LedgerOptions = {}): Promise<Ledger> {
  const { cwd = process.cwd(), config: file, clear = false } = options;
  const config = await loadMergedConfig({ cwd, ...(file === undefined ? {} : { config: file }) });
  const { environments } = await readProjectState(config);
  const folder = join(config.root, ledgerFolder);
  const rows = ledgerRows(readLedger(folder), environments, config);
  if (clear) reduceLedger(folder, () => false);
  return { root: config.root, rows, isKept: config.ledger };
}
