import { findEntry } from "../../commands/lookup/find-entry.ts";
import { signatures } from "../../commands/lookup/print-entry.ts";
import { openReference } from "../../commands/lookup/reference.ts";
import { typescriptForm } from "../../commands/lookup/typescript-form.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface SignatureCommandOptions {
  readonly name: string;
}

/** `snakebridge signature` */
export const run: CommandRun<GlobalOptions & SignatureCommandOptions> = async (
  options,
  { terminal, progress },
) => {
  const reference = await openReference({ ...projectOf(options), progress });
  const entry = await findEntry(reference, options.name);
  const { name, kind, signature } = entry;
  const lines = signature ? signatures(name, signature) : [];
  const typescript = typescriptForm(entry, reference.isGenerated);
  const heading = (text: string): string => terminal.paint(terminal.out, "bold", text);
  return {
    diagnostics: [],
    exitCode: exitCodes.clean,
    results: signature
      ? [heading("Python"), ...lines, "", heading("TypeScript"), ...typescript]
      : [`${name}: a ${kind} has no signature`],
    summary: [],
    data: {
      name,
      kind,
      signatures: lines,
      typescript,
      parameters: signature?.parameters ?? null,
      tier: signature?.tier ?? null,
    },
  };
};
