import { expect, it } from "vitest";
import type { ClassFacts } from "../../../src/facts/facts.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { indexClasses } from "../../../src/stages/model/class-index.ts";

const facts = (canonical: string, bases: readonly string[] = []): ClassFacts => ({
  kind: "class",
  canonical,
  bases,
  constructor: { parameters: [], tier: "signature" },
  members: [],
});

function index(symbols: Manifest["symbols"], reached: Manifest["reached"] = {}) {
  return indexClasses({ format: 1, libraries: {}, symbols, reached });
}

it("defines a class where Python does, if that module is generated", () => {
  const { definingKey, classKey } = index({
    "pandas:DataFrame": facts("pandas.core.frame:DataFrame"),
    "pandas.core.frame:DataFrame": facts("pandas.core.frame:DataFrame"),
  });
  expect(definingKey("pandas:DataFrame")).toBe("pandas.core.frame:DataFrame");
  expect(classKey("pandas:DataFrame")).toBe("pandas.core.frame:DataFrame");
});

it("defines it under its first name otherwise, and finds it under all of them", () => {
  const { definingKey, classKey } = index({
    "b:Frame": facts("hidden:Frame"),
    "a:Frame": facts("hidden:Frame"),
  });
  expect(definingKey("b:Frame")).toBe("a:Frame");
  expect(["hidden:Frame", "hidden.Frame", "b:Frame"].map(classKey)).toEqual(Array(3).fill("a:Frame"));
});

it("keeps two classes apart that declare the same place", () => {
  const { definingKey } = index({ "a:X": facts("m:X"), "b:X": facts("m:X", ["m:Base"]) });
  expect(definingKey("b:X")).toBe("b:X");
});

it("finds a class by the name that a type has for it", () => {
  const { classKey } = index({ "a:X": facts("a:X") }, { "a._impl:X": "a:X", "a:Gone": null });
  expect(classKey("a._impl:X")).toBe("a:X");
  expect(classKey("a:Gone")).toBeUndefined();
});
