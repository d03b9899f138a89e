import { expect, test } from "vitest";
import { count } from "../../src/diagnostics/count.ts";

test("counts in words", () => {
  expect([0, 1, 2].map((number) => count(number, "module"))).toEqual(["0 modules", "1 module", "2 modules"]);
  expect([1, 2].map((number) => count(number, "library", "libraries"))).toEqual(["1 library", "2 libraries"]);
});
