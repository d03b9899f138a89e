import { findEntry } from "../../commands/lookup/find-entry.ts";
import { printEntry, signatures } from "../../commands/lookup/print-entry.ts";
import { openReference } from "../../commands/lookup/reference.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { markdown } from "../../docstring/markdown.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface DocCommandOptions {
  readonly name: string;
}

/** `snakebridge doc` */
export const run: CommandRun<GlobalOptions & DocCommandOptions> = async (options, { terminal, progress }) => {
  const reference = await openReference({ ...projectOf(options), progress });
  const entry = await findEntry(reference, options.name);
  const library = entry.name.split(".")[0]!;
  const version = reference.versionOf(library);
  const page = await reference.pageOf(library);
  const bold = (text: string): string => terminal.paint(terminal.out, "bold", text);
  const { doc, signature, ...rest } = entry;
  return {
    diagnostics: [],
    exitCode: exitCodes.clean,
    results: [...printEntry(entry, version, bold), ...(page ? ["", `Documentation: ${page}`] : [])],
    summary: [],
    data: {
      ...rest,
      library: version ?? null,
      page: page ?? null,
      signatures: signature ? signatures(entry.name, signature) : [],
      docstring: doc ?? null,
      markdown: doc === undefined ? null : markdown(doc),
    },
  };
};
