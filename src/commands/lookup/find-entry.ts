import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { ImportFailure } from "../../facts/facts.ts";
import { failureCodes } from "../../stages/resolve/explain-answers.ts";
import type { EntryFacts } from "./entry.ts";
import type { Reference } from "./reference.ts";

/**
 * Returns the entry of a full name (`numpy.linalg.svd`) or of a name inside a configured library (`DataFrame`).
 *
 * @throws DiagnosticError SB1002 with similar names when there is none, SB4xxx when the library cannot be introspected
 */
export async function findEntry(reference: Reference, name: string): Promise<EntryFacts> {
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*(\.[\p{XID_Start}_]\p{XID_Continue}*)*$/u.test(name))
    throw new DiagnosticError(diagnostic("SB1002", `"${name}" is not a dotted Python name.`));
  const answer = await reference.entry(name);
  if ("entry" in answer) return answer.entry;
  if ("missing" in answer) {
    const { module, at, suggestions } = answer.missing;
    const wanted = name.split(".")[at + 1] ?? name;
    const near = suggestions.map((each) => `${module}.${each}`);
    throw new DiagnosticError(diagnostic("SB1002", `${module} has no "${wanted}".${didYouMean(near)}`));
  }
  const isUnknown = answer.failed.reason === "not-found" && answer.failed.module === name.split(".")[0];
  if (!isUnknown) throw new DiagnosticError(importFailure(answer.failed));
  return (await findInLibraries(reference, name)) ?? throwUnknownName(reference, name);
}

async function findInLibraries(reference: Reference, name: string): Promise<EntryFacts | undefined> {
  for (const library of reference.libraries) {
    const answer = await reference.entry(`${library}.${name}`);
    if ("entry" in answer) return answer.entry;
  }
  return undefined;
}

function throwUnknownName({ libraries }: Reference, name: string): never {
  const [library = name] = name.split(".");
  const near = suggest(library, libraries);
  throw new DiagnosticError(
    diagnostic("SB1002", `There is no Python module or name "${library}".${didYouMean(near)}`, {
      fix: `npx snakebridge search ${name.split(".").at(-1)}`,
    }),
  );
}

/** Returns the diagnostic for a library that cannot be introspected. */
export function importFailure({ module, reason, message, detail }: ImportFailure): Diagnostic {
  return diagnostic(failureCodes[reason], `Python module "${module}": ${message}`, {
    ...(detail ? { detail } : {}),
  });
}
