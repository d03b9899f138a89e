import { exitCodes } from "../../diagnostics/exit-code.ts";
import { findEntry } from "../../reference/find-entry.ts";
import { signatures } from "../../reference/print-entry.ts";
import { openReference } from "../../reference/reference.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface SignatureCommandOptions {
  readonly name: string;
}

/** `snakebridge signature` */
export const run: CommandRun<GlobalOptions & SignatureCommandOptions> = async (options, { progress }) => {
  const reference = await openReference({ ...projectOf(options), progress });
  const { name, kind, signature } = await findEntry(reference, options.name);
  const lines = signature ? signatures(name, signature) : [];
  return {
    diagnostics: [],
    exitCode: exitCodes.clean,
    results: signature ? lines : [`${name}: a ${kind}, which has no signature`],
    summary: [],
    data: {
      name,
      kind,
      signatures: lines,
      parameters: signature?.parameters ?? null,
      tier: signature?.tier ?? null,
    },
  };
};
