import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { ledgerFolder, readLedger, reduceLedger } from "../../shared/ledger/batches.ts";
import { walkManifest } from "../../stages/resolve/walk-manifest.ts";
import { type GenerateOptions, type GenerateResult, generate } from "../generate/generate.ts";
import { loadMergedConfig } from "../project/load-project.ts";
import { readProjectState } from "../project/project-state.ts";
import type { EnvironmentManifest } from "../project/render-project.ts";
import { type LedgerRow, ledgerRows } from "./ledger-rows.ts";

export interface PromoteOptions extends Pick<GenerateOptions, "cwd" | "config" | "offline" | "progress"> {
  /** Dotted names in the ledger, or modules for all their names; empty: all new names. */
  readonly names: readonly string[];
}

export interface PromoteResult extends GenerateResult {
  /** Newly promoted keys of the manifest, e.g. `numpy.linalg:svd`. */
  readonly promoted: readonly string[];
}

/**
 * Moves names from the ledger to the manifest and generates them. They stay even if no source uses them. A name that
 * Python does not have stays in the ledger and is reported.
 */
export async function promote(options: PromoteOptions): Promise<PromoteResult> {
  const { names, ...rest } = options;
  const { cwd = process.cwd(), config: file } = options;
  const config = await loadMergedConfig({ cwd, ...(file === undefined ? {} : { config: file }) });
  const { environments: before } = await readProjectState(config);
  const folder = join(config.root, ledgerFolder);
  const rows = ledgerRows(readLedger(folder), before, config);
  const { chosen, diagnostics } = chooseRows(rows, names);

  const result = await generate({ ...rest, promote: chosen });
  const { environments } = await readProjectState(config);
  const earlier = new Set(promotedKeys(before));
  const isGenerated = ({ module, path }: LedgerRow): boolean =>
    environments.some(({ manifest }) => "known" in walkManifest(manifest, module, path));
  const moved = new Set(chosen.filter(isGenerated).map(({ name }) => name));
  reduceLedger(folder, ({ symbol }) => !moved.has(symbol.replace(":", ".")));
  return {
    ...result,
    diagnostics: [...diagnostics, ...result.diagnostics],
    promoted: promotedKeys(environments).filter((key) => !earlier.has(key)),
  };
}

function promotedKeys(environments: readonly EnvironmentManifest[]): readonly string[] {
  return environments.flatMap(({ manifest }) => manifest.promoted ?? []);
}

/** Returns the rows to promote, and diagnostics for names that cannot be promoted. */
function chooseRows(
  rows: readonly LedgerRow[],
  names: readonly string[],
): { readonly chosen: readonly LedgerRow[]; readonly diagnostics: readonly Diagnostic[] } {
  if (names.length === 0) return { chosen: rows.filter(({ state }) => state === "new"), diagnostics: [] };
  const chosen = new Set<LedgerRow>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const matches = rows.filter((row) => row.name === name || row.name.startsWith(`${name}.`));
    if (matches.length === 0) diagnostics.push(notInLedger(name, rows));
    for (const row of matches) {
      if (row.state === "new" || row.state === "generated") chosen.add(row);
      else diagnostics.push(notAllowed(row));
    }
  }
  return { chosen: [...chosen], diagnostics };
}

function notInLedger(name: string, rows: readonly LedgerRow[]): Diagnostic {
  const near = suggest(
    name,
    rows.map((row) => row.name),
  );
  return diagnostic("SB1011", `"${name}" is not in the ledger.${didYouMean(near)}`);
}

function notAllowed({ name, module, state }: LedgerRow): Diagnostic {
  if (state === "excluded") return diagnostic("SB1008", `"${name}" is excluded by the configuration.`);
  const [library = module] = module.split(".");
  return diagnostic(
    "SB1003",
    `"${name}" belongs to the Python library "${library}", which is not configured.`,
    {
      fix: `Add ${JSON.stringify(library)} to "libraries" in the configuration.`,
    },
  );
}
