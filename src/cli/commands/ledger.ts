import { type Ledger, ledger } from "../../commands/ledger/ledger.ts";
import type { LedgerRow } from "../../commands/ledger/ledger-rows.ts";
import { count } from "../../diagnostics/count.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface LedgerCommandOptions {
  readonly clear?: boolean;
}

/** How many places a row lists; `--json` lists all. */
const maxPlaces = 5;

/** `snakebridge ledger` */
export const run: CommandRun<GlobalOptions & LedgerCommandOptions> = async (options) => {
  const clear = options.clear ?? false;
  const contents = await ledger({ ...projectOf(options), clear });
  const { root, rows, isKept } = contents;
  return {
    root,
    diagnostics: [],
    exitCode: exitCodes.clean,
    results: clear ? [] : rows.flatMap(describeRow),
    summary: [clear ? `Removed ${count(rows.length, "name")} from the ledger.` : summarize(contents)],
    data: { root, isKept, cleared: clear, entries: rows.map(({ path: _, ...row }) => row) },
  };
};

function describeRow({ name, state, calls, places }: LedgerRow): string[] {
  const more = places.length > maxPlaces ? `, and ${places.length - maxPlaces} more` : "";
  const shown = `    ${places.slice(0, maxPlaces).join(", ")}${more}`;
  return [`${name}  ${count(calls, "time")}  ${state}`, ...(places.length > 0 ? [shown] : [])];
}

function summarize({ rows, isKept }: Ledger): string {
  if (!isKept) return 'The ledger is off: the configuration sets "ledger": false.';
  if (rows.length === 0) return "The ledger is empty: no program has called anything by name.";
  const isNew = rows.filter(({ state }) => state === "new").length;
  if (isNew === 0) return "Everything that could be generated is generated.";
  return `${count(isNew, "name")} could be generated: npx snakebridge promote`;
}
