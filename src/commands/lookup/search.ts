import { editDistance } from "../../diagnostics/suggest.ts";
import type { CatalogueItem } from "./catalogue.ts";

/**
 * Returns the items that match all words, best first: matches of the name before those of the description, full names
 * before parts. If nothing contains the words, returns similar names.
 */
export function search(
  items: readonly CatalogueItem[],
  words: readonly string[],
  limit: number,
): readonly CatalogueItem[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter(Boolean);
  if (wanted.length === 0) return [];
  const matches = ranked(items, (item) => sum(wanted.map((word) => wordScore(item, word))), limit);
  return matches.length > 0
    ? matches
    : ranked(items, (item) => sum(wanted.map((word) => nearScore(item, word))), limit);
}

function ranked(
  items: readonly CatalogueItem[],
  score: (item: CatalogueItem) => number | undefined,
  limit: number,
): readonly CatalogueItem[] {
  return items
    .flatMap((item) => {
      const points = score(item);
      return points === undefined ? [] : [{ item, points: points + depth(item) }];
    })
    .sort((a, b) => a.points - b.points || (a.item.name < b.item.name ? -1 : 1))
    .slice(0, limit)
    .map(({ item }) => item);
}

/** Returns a score, lower is better; `undefined` if the item does not match. */
function wordScore({ name, summary = "" }: CatalogueItem, word: string): number | undefined {
  const path = name.toLowerCase();
  const last = lastPart(path);
  if (last === word || path === word || path.endsWith(`.${word}`)) return 0;
  if (last.startsWith(word)) return 2;
  if (last.includes(word)) return 3;
  if (path.includes(word)) return 5;
  const at = summary.toLowerCase().indexOf(word);
  if (at === -1) return undefined;
  // The beginning of a word scores better than its middle, and an early word better than a late one.
  return (/\w/.test(summary[at - 1] ?? "") ? 8 : 6) + Math.min(at, 100) / 100;
}

function nearScore({ name }: CatalogueItem, word: string): number | undefined {
  return editDistance(word, lastPart(name.toLowerCase()), Math.max(1, Math.floor(word.length / 4)));
}

function sum(scores: readonly (number | undefined)[]): number | undefined {
  return scores.reduce<number | undefined>(
    (all, each) => (all === undefined || each === undefined ? undefined : all + each),
    0,
  );
}

/** Ranks equal items by the number of parts in their path. */
function depth({ name }: CatalogueItem): number {
  return name.split(".").length / 10;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
