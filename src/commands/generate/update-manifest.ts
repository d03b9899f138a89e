import type { Answer, ImportFailure, Query } from "../../facts/facts.ts";
import type { LibraryRecord, Manifest } from "../../project/manifest/manifest.ts";
import { mergeAnswers } from "../../project/manifest/merge-answers.ts";
import { withoutUnderscore } from "../../stages/resolve/class-query.ts";

/** Splits the manifest: `current` has the valid symbols, `queries` are for all symbols of outdated libraries. */
export function splitOutdated(
  manifest: Manifest,
  outdated: readonly string[],
): { readonly current: Manifest; readonly queries: readonly Query[] } {
  const entries = Object.entries(manifest.symbols);
  return {
    current: {
      ...manifest,
      symbols: Object.fromEntries(entries.filter(([key]) => !isInAnyLibrary(key, outdated))),
      ...reachableClassesOf(manifest, (name) => !isInAnyLibrary(name, outdated)),
    },
    queries: entries.filter(([key]) => isInAnyLibrary(key, outdated)).map(([key]) => queryOf(key)),
  };
}

/**
 * Returns the manifest with Python's answers. Symbols of an outdated library that no longer exist are removed. If the
 * library could not be introspected, all its symbols stay, and the next run tries again.
 */
export function updateManifest(
  before: Manifest,
  current: Manifest,
  answers: readonly Answer[],
  records: Readonly<Record<string, LibraryRecord>>,
  outdated: readonly string[],
): Manifest {
  const failed = outdated.filter((library) =>
    answers.some((answer) => "failed" in answer && isFailureOf(library, answer.failed)),
  );
  const kept = Object.entries(before.symbols).filter(([key]) => isInAnyLibrary(key, failed));
  const base = {
    ...current,
    symbols: { ...current.symbols, ...Object.fromEntries(kept) },
    ...reachableClassesOf(before, (name) => !isInAnyLibrary(name, outdated) || isInAnyLibrary(name, failed)),
  };
  const asBefore = failed.map((library) => [library, before.libraries[library] ?? {}] as const);
  return mergeAnswers(base, answers, { ...records, ...Object.fromEntries(asBefore) });
}

/** Whether a failure concerns the library; a removed submodule does not count as one. */
function isFailureOf(library: string, { module, reason }: ImportFailure): boolean {
  return isInAnyLibrary(`${module}:`, [library]) && (module === library || reason !== "not-found");
}

function isInAnyLibrary(key: string, libraries: readonly string[]): boolean {
  return libraries.some((library) => key.startsWith(`${library}:`) || key.startsWith(`${library}.`));
}

function reachableClassesOf(
  { reached }: Manifest,
  isWanted: (name: string) => boolean,
): Pick<Manifest, "reached"> {
  const entries = Object.entries(reached ?? {}).filter(([name]) => isWanted(withoutUnderscore(name)));
  return reached === undefined ? {} : { reached: Object.fromEntries(entries) };
}

function queryOf(key: string): Query {
  const [module = "", name = ""] = key.split(":");
  return { module, path: name === "" ? [] : [name] };
}
