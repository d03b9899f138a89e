import { describe, expect, test } from "vitest";
import { didYouMean, editDistance, suggest } from "../../src/diagnostics/suggest.ts";

describe("suggest", () => {
  const names = [
    "mean",
    "median",
    "nanmean",
    "mod",
    "meshgrid",
    "min",
    "array",
    "asarray",
    "read_csv",
    "read_excel",
  ];
  test.each<[wanted: string, expected: string[]]>([
    ["meen", ["mean"]],
    ["maen", ["mean"]],
    ["Mean", ["mean"]],
    ["readcsv", ["read_csv"]],
    ["read_cvs", ["read_csv"]],
    ["meshgri", ["meshgrid"]],
    ["mesh", ["meshgrid"]],
    ["arr", ["array"]],
    ["quantum", []],
    ["", []],
  ])("%s: %j", (wanted, expected) => expect(suggest(wanted, names)).toEqual(expected));

  test("the nearest first, of equally near ones by name, no more than asked for", () => {
    expect(suggest("cat", ["cut", "cart", "bat", "cat_", "cat"], 9)).toEqual(["cat_", "bat", "cart", "cut"]);
    expect(suggest("cat", ["cut", "cart", "bat", "cat_"].reverse(), 2)).toEqual(["cat_", "bat"]);
  });
});

test("editDistance counts swaps of neighbours as one", () => {
  expect(editDistance("abcd", "acbd", 3)).toBe(1);
  expect(editDistance("", "abc", 3)).toBe(3);
  expect(editDistance("kitten", "sitting", 3)).toBe(3);
  expect(editDistance("kitten", "sitting", 2)).toBeUndefined();
});

test("didYouMean joins names as a sentence does", () => {
  expect(didYouMean([])).toBe("");
  expect(didYouMean(["a"])).toBe(` Did you mean "a"?`);
  expect(didYouMean(["a", "b"])).toBe(` Did you mean "a" or "b"?`);
  expect(didYouMean(["a", "b", "c"])).toBe(` Did you mean "a", "b" or "c"?`);
});
