/**
 * A symbol that a running program used by name, without generated code. An entry never contains a program's values.
 */
export interface LedgerEntry {
  /** `"numpy.linalg:svd"`: the module, and the path inside it. */
  readonly symbol: string;
  /** The number of calls. */
  readonly calls: number;
  /** The recorded call sites: `"src/main.ts:3"`, relative to the project, sorted. */
  readonly places: readonly string[];
}

/** Limits the ledger, however many names a program invents. The symbols with the most calls stay. */
const maxSymbols = 1000;
const maxPlaces = 20;

/** Merges several lists, sorted by symbol. */
export function mergeEntries(lists: readonly (readonly LedgerEntry[])[]): readonly LedgerEntry[] {
  const merged = new Map<string, { calls: number; places: Set<string> }>();
  for (const { symbol, calls, places } of lists.flat()) {
    const known = merged.get(symbol) ?? { calls: 0, places: new Set() };
    known.calls += calls;
    for (const place of places) known.places.add(place);
    merged.set(symbol, known);
  }
  return [...merged]
    .sort(([, one], [, other]) => other.calls - one.calls)
    .slice(0, maxSymbols)
    .map(([symbol, { calls, places }]) => ({
      symbol,
      calls,
      places: [...places].sort().slice(0, maxPlaces),
    }))
    .sort((one, other) => (one.symbol < other.symbol ? -1 : 1));
}

/** Parses the text of a batch. Anything that is not an entry is skipped. */
export function parseEntries(text: string): readonly LedgerEntry[] {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  const { symbol, calls, places } = (value ?? {}) as Partial<Record<keyof LedgerEntry, unknown>>;
  return (
    typeof symbol === "string" &&
    isSymbol(symbol) &&
    typeof calls === "number" &&
    Array.isArray(places) &&
    places.every((place) => typeof place === "string")
  );
}

/** Whether a text is a symbol name, and not a value that a program passed in place of a name. */
export function isSymbol(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*:[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(
      text,
    )
  );
}
