/** What a running program has reached by name, with nothing generated. No value of it is ever here. */
export interface LedgerEntry {
  /** `"numpy.linalg:svd"`: the module, and what follows in it. */
  readonly symbol: string;
  /** How often. */
  readonly calls: number;
  /** Where from, as far as it was looked at: `"src/main.ts:3"`, relative to the project; sorted. */
  readonly places: readonly string[];
}

/** A ledger has no more than these, however many names a program makes up; those with the most calls stay. */
const mostSymbols = 1000;
const mostPlaces = 20;

/** What several lists say together, sorted by symbol. */
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
    .slice(0, mostSymbols)
    .map(([symbol, { calls, places }]) => ({
      symbol,
      calls,
      places: [...places].sort().slice(0, mostPlaces),
    }))
    .sort((one, other) => (one.symbol < other.symbol ? -1 : 1));
}

/** Reads entries out of whatever a file holds: what is none is left out. */
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

/** Whether a text is the name of something, and not a value that a program has put in a name's place. */
export function isSymbol(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*:[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(
      text,
    )
  );
}
