import { expect, it } from "vitest";
import { mergeRecords } from "../../../src/project/merge/merge-records.ts";

type Numbers = Record<string, number>;
const merge = (ours: Numbers, theirs: Numbers, base: Numbers) =>
  mergeRecords(ours, theirs, base, (one, other) => one * 100 + other);

it.each<[title: string, ours: Numbers, theirs: Numbers, base: Numbers, merged: Numbers]>([
  ["what either side added", { a: 1 }, { b: 2 }, {}, { a: 1, b: 2 }],
  ["what both added alike", { a: 1 }, { a: 1 }, {}, { a: 1 }],
  ["what we changed", { a: 2 }, { a: 1 }, { a: 1 }, { a: 2 }],
  ["what they changed", { a: 1 }, { a: 2 }, { a: 1 }, { a: 2 }],
  ["the choice, where both changed it", { a: 2 }, { a: 3 }, { a: 1 }, { a: 203 }],
  ["nothing that one side removed", {}, { a: 1 }, { a: 1 }, {}],
  ["what one side removed and the other changed", {}, { a: 2 }, { a: 1 }, { a: 2 }],
  ["keys that objects have anyway", { constructor: 1 }, {}, {}, { constructor: 1 }],
])("has %s", (_title, ours, theirs, base, merged) => expect(merge(ours, theirs, base)).toEqual(merged));
