import { expect, test } from "vitest";
import { StateMachine } from "../../src/runtime/state-machine.ts";

test("a state changes by its transitions only", () => {
  const machine = new StateMachine<"a" | "b" | "c">("a", { a: ["b"], b: ["c"], c: [] });
  expect(() => machine.enter("c")).toThrow('Illegal transition from "a" to "c".');
  machine.enter("b");
  expect(machine.state).toBe("b");
  expect(() => machine.enter("b")).toThrow("Illegal transition");
  machine.enter("c");
  expect(() => machine.enter("a")).toThrow("Illegal transition");
});
