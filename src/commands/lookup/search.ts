import { editDistance } from "../../diagnostics/suggest.ts";
import type { CatalogueItem } from "./catalogue.ts";

/**
 * The items that fit all words, best first: by name before by description, whole names before parts. Where no name and
 * no description has the words, names that are nearly so.
 */
export function search(
  items: readonly CatalogueItem[],
  words: readonly string[],
  limit: number,
): readonly CatalogueItem[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter(Boolean);
  if (wanted.length === 0) return [];
  const found = ranked(items, (item) => sum(wanted.map((word) => wordScore(item, word))), limit);
  return found.length > 0
    ? found
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

/** Less is better; `undefined`: it does not fit. */
function wordScore({ name, summary = "" }: CatalogueItem, word: string): number | undefined {
  const path = name.toLowerCase();
  const last = lastPart(path);
  if (last === word || path === word || path.endsWith(`.${word}`)) return 0;
  if (last.startsWith(word)) return 2;
  if (last.includes(word)) return 3;
  if (path.includes(word)) return 5;
  const at = summary.toLowerCase().indexOf(word);
  if (at === -1) return undefined;
  // A whole word, and one that comes early, says more.
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

/** Of equals, what is reached in fewer steps. */
function depth({ name }: CatalogueItem): number {
  return name.split(".").length / 10;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
