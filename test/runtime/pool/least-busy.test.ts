import { expect, test } from "vitest";
import { leastBusy } from "../../../src/runtime/pool/least-busy.ts";

/** One candidate for each load; `undefined`: a slot that takes no calls. */
function chosen(loads: readonly (number | undefined)[], moreToCome: boolean): number | undefined {
  const candidates = loads.map((load, slot) => ({ takesCalls: load !== undefined, load: load ?? 0, slot }));
  return leastBusy.choose(candidates, moreToCome)?.slot;
}

test.each<[loads: (number | undefined)[], slot: number]>([
  [[0], 0],
  [[0, 0], 0],
  [[1, 0], 1],
  [[3, 2, 2], 1],
  [[undefined, 5], 1],
])("of loads %j slot %i takes the call, when no other worker is to come", (loads, slot) => {
  expect(chosen(loads, false)).toBe(slot);
});

test.each<[loads: (number | undefined)[], slot: number | undefined]>([
  [[1, 0, undefined], 1],
  [[1, 2, undefined], undefined],
  [[undefined, undefined], undefined],
])("of loads %j slot %s takes the call, when another worker is to come", (loads, slot) => {
  expect(chosen(loads, true)).toBe(slot);
});

test("a call waits where no worker takes calls", () => {
  expect(chosen([undefined], false)).toBeUndefined();
  expect(chosen([], false)).toBeUndefined();
});
