import type { Diagnostic } from "./diagnostic.ts";

/** Removes duplicates and sorts: diagnostics without a location first, then by location, code and message. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const unique = new Map<string, Diagnostic>();
  for (const each of diagnostics) unique.set(JSON.stringify([each.code, each.location, each.message]), each);
  return [...unique.values()].sort(compareDiagnostics);
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.location?.file ?? "", b.location?.file ?? "") ||
    compare(a.location?.line ?? 0, b.location?.line ?? 0) ||
    compare(a.location?.column ?? 0, b.location?.column ?? 0) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
