import type { Answer, SymbolFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { LibraryRecord, Manifest, ManifestSymbol } from "./manifest.ts";
import { sortedRecord } from "./sorted-record.ts";

/**
 * Adds Python's answers. Removes nothing: a symbol that no source uses stays until `prune`. Newer facts replace older
 * ones, and the parent modules of a symbol are added as symbols, too.
 */
export function mergeAnswers(
  manifest: Manifest,
  answers: readonly Answer[],
  libraries: Readonly<Record<string, LibraryRecord>> = {},
): Manifest {
  const symbols = new Map(Object.entries(manifest.symbols));
  for (const answer of answers) {
    if (!("found" in answer)) continue;
    const { module, name, facts } = answer.found;
    for (const each of ancestors(module))
      if (!symbols.has(`${each}:`)) symbols.set(`${each}:`, { kind: "module" });
    symbols.set(`${module}:${name ?? ""}`, named(name ?? module.slice(module.lastIndexOf(".") + 1), facts));
  }
  return {
    ...manifest,
    libraries: sortedRecord([...Object.entries(manifest.libraries), ...Object.entries(libraries)]),
    symbols: sortedRecord(symbols),
  };
}

/** Returns a module and its parents: `a.b.c` → `a`, `a.b`, `a.b.c`. */
function ancestors(module: string): string[] {
  const parts = module.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

function named(pythonName: string, facts: SymbolFacts): ManifestSymbol {
  const tsName = toTsName(pythonName, "module");
  return tsName === pythonName ? facts : { ...facts, tsName };
}
