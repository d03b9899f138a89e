import { findEntry, importFailure } from "../../commands/lookup/find-entry.ts";
import { printItems } from "../../commands/lookup/print-entry.ts";
import { openReference } from "../../commands/lookup/reference.ts";
import { count } from "../../diagnostics/count.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface SymbolsCommandOptions {
  readonly name?: string;
  readonly all?: boolean;
}

/** `snakebridge symbols` */
export const run: CommandRun<GlobalOptions & SymbolsCommandOptions> = async (
  { name, all = false, ...options },
  { terminal, progress },
) => {
  const reference = await openReference({ ...projectOf(options), progress });
  const bold = (text: string): string => terminal.paint(terminal.out, "bold", text);
  const roots = name === undefined ? reference.libraries : [(await findEntry(reference, name)).name];
  const items = [];
  for (const root of roots) {
    const library = root.split(".")[0]!;
    const { items: libraryItems, failures } = await reference.catalogue(library);
    const failed = failures.find(({ module }) => module === library);
    if (failed) throw new DiagnosticError(importFailure(failed));
    const inside = libraryItems.filter((item) => item.name.startsWith(`${root}.`));
    const direct = inside.filter((item) => !item.name.slice(root.length + 1).includes("."));
    items.push(...(all ? inside : direct));
  }
  return {
    diagnostics: [],
    exitCode: exitCodes.clean,
    results: printItems(items, bold),
    summary: [count(items.length, "name")],
    data: { items },
  };
};
