/**
 * Returns the candidates closest to `wanted`, best first: those within a small edit distance, and those that begin with
 * it. The result does not depend on the order of the candidates.
 */
export function suggest(wanted: string, candidates: Iterable<string>, limit = 3): string[] {
  const needle = wanted.toLowerCase();
  const allowed = Math.max(1, Math.floor(needle.length / 3));
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of new Set(candidates)) {
    if (name === wanted) continue;
    const score = distanceScore(needle, name.toLowerCase(), allowed);
    if (score !== undefined) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map(({ name }) => name);
}

/** Returns ` Did you mean "mean"?` with its leading space, or an empty string without suggestions. */
export function didYouMean(suggestions: readonly string[]): string {
  const [first, ...rest] = suggestions.map((name) => `"${name}"`);
  if (first === undefined) return "";
  return ` Did you mean ${rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(", ")} or ${rest.at(-1)}`}?`;
}

function distanceScore(wanted: string, name: string, allowed: number): number | undefined {
  const withoutUnderscores = (text: string): string => text.replaceAll("_", "");
  if (withoutUnderscores(wanted) === withoutUnderscores(name)) return 0;
  const distance = editDistance(wanted, name, allowed);
  if (distance !== undefined) return distance;
  // A prefix of at least 3 letters is a good guess; the longer the rest of the name, the worse the guess.
  if (wanted.length >= 3 && name.startsWith(wanted)) return allowed + 1 + (name.length - wanted.length) / 100;
  return undefined;
}

/**
 * Returns the optimal string alignment distance (Damerau): insertions, deletions, replacements and swaps of neighbors.
 * Returns `undefined` when it exceeds `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, beforeLast[column - 2]! + 1);
      current.push(best);
    }
    if (Math.min(...current) > limit) return undefined;
    beforeLast = last;
    last = current;
  }
  const distance = last[b.length]!;
  return distance <= limit ? distance : undefined;
}
