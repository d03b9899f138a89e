import { expect, test } from "vitest";
import { catalogue } from "../../../src/commands/lookup/catalogue.ts";
import type { NameFacts } from "../../../src/commands/lookup/entry.ts";
import { search } from "../../../src/commands/lookup/search.ts";

const frame: NameFacts = {
  name: "Frame",
  kind: "class",
  home: "lib.core.frame:Frame",
  summary: "A table.",
  members: [{ name: "group", kind: "method", summary: "Groups the rows." }],
};
const again: NameFacts = { name: "Frame", kind: "class", home: "lib.core.frame:Frame" };
const mean: NameFacts = {
  name: "mean",
  kind: "function",
  home: "lib.stats:mean",
  summary: "The average of a table.",
  signature: {
    tier: "signature",
    parameters: [{ name: "a", kind: "positional", required: true }],
  },
};
const items = catalogue(
  new Map([
    ["lib", [again]],
    ["lib.core.frame", [frame]],
    ["lib.stats", [mean, { name: "limit", kind: "object" }]],
  ]),
);

const namesFor = (...words: string[]) => search(items, words, 10).map(({ name }) => name);

test("a name that several modules export is listed once, under the shortest path, with all facts", () => {
  expect(items).toEqual([
    { name: "lib.Frame", kind: "class", signature: undefined, summary: "A table." },
    { name: "lib.Frame.group", kind: "method", signature: undefined, summary: "Groups the rows." },
    { name: "lib.stats.limit", kind: "object", signature: undefined, summary: undefined },
    { name: "lib.stats.mean", kind: "function", signature: "(a)", summary: "The average of a table." },
  ]);
});

test("matches in names come before those in descriptions, and all words must match", () => {
  expect(namesFor("frame")).toEqual(["lib.Frame", "lib.Frame.group"]);
  expect(namesFor("table")).toEqual(["lib.Frame", "lib.stats.mean"]);
  expect(namesFor("average", "table")).toEqual(["lib.stats.mean"]);
  expect(namesFor("average table")).toEqual(["lib.stats.mean"]);
  expect(namesFor("stats.mean")).toEqual(["lib.stats.mean"]);
});

test("a misspelled word finds similar names if nothing else matches", () => {
  expect(namesFor("maen")).toEqual(["lib.stats.mean"]);
  expect(namesFor("nothing-like-it")).toEqual([]);
  expect(namesFor("")).toEqual([]);
});
