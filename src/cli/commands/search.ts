import { printItems } from "../../commands/lookup/print-entry.ts";
import { openReference } from "../../commands/lookup/reference.ts";
import { search } from "../../commands/lookup/search.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface SearchCommandOptions {
  readonly words: readonly string[];
  readonly library?: readonly string[];
  readonly limit: number;
}

/** `snakebridge search` */
export const run: CommandRun<GlobalOptions & SearchCommandOptions> = async (
  { words, library, limit, ...options },
  { terminal, progress },
) => {
  const reference = await openReference({ ...projectOf(options), progress });
  const libraries = library ?? reference.libraries;
  const catalogues = [];
  for (const each of libraries) catalogues.push(await reference.catalogue(each));
  const items = search(
    catalogues.flatMap((each) => each.items),
    words,
    limit,
  );
  const bold = (text: string): string => terminal.paint(terminal.out, "bold", text);
  return {
    diagnostics: [],
    exitCode: items.length > 0 ? exitCodes.clean : exitCodes.findings,
    results: printItems(items, bold),
    summary: items.length > 0 ? [] : [`Nothing in ${libraries.join(", ")} matches ${words.join(" ")}.`],
    data: { libraries, items, notImported: catalogues.flatMap((each) => each.failures) },
  };
};
