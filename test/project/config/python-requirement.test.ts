import { expect, test } from "vitest";
import {
  lowestPython,
  minorOf,
  narrowed,
  pythonSatisfies,
} from "../../../src/project/config/python-requirement.ts";

test.each([
  ["3.11.7", ">=3.10", true],
  ["3.9.18", ">=3.8", false],
  ["3.10.0", ">=3.10", true],
  ["3.12.1", ">=3.10,<3.12", false],
  ["3.11.9", ">=3.10,<3.12", true],
  ["3.11.9", "==3.11.*", true],
  ["3.1.9", "==3.11.*", false],
  ["3.12.0", "!=3.12.*", false],
  ["3.12.0", "~=3.11", true],
  ["3.12.0", "~=3.11.2", false],
  ["3.11.1", "~=3.11.2", false],
  ["3.11.2", "==3.11.2", true],
  ["3.11.2", "!=3.11.2", false],
  ["3.10", ">3.10.0", false],
  ["3.10.0", "<=3.10", true],
  ["3.11.7", ">=3.10,>=3.11", true],
  ["3.100.0", ">=3.11", true],
])("Python %s for %s: %s", (version, requirement, expected) => {
  expect(pythonSatisfies(version, requirement)).toBe(expected);
});

test.each([
  [">=3.10", "3.10"],
  [">=3.8", "3.10"],
  ["<3.13", "3.10"],
  [">=3.11.4,<4", "3.11"],
  ["==3.12.*", "3.12"],
  ["~=3.11", "3.11"],
  [">=3.10,>=3.13", "3.13"],
])("%s begins at %s", (requirement, lowest) => {
  expect(lowestPython(requirement)).toBe(lowest);
});

test("a narrowed requirement is one that only newer Pythons meet", () => {
  expect(narrowed(">=3.10", "3.12.4")).toBe(">=3.10,>=3.12");
  expect(minorOf("3.12.*")).toBe("3.12");
});
