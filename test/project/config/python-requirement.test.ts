import { expect, test } from "vitest";
import {
  isSatisfiable,
  lowestPython,
  minorOf,
  narrowed,
  pythonSatisfies,
  versionSatisfies,
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

test.each([
  ["2.0.0rc1", ">=2", true],
  ["2.0.0rc1", "<2", false],
  ["2.0.0rc1", "==2.0.0rc1", true],
  ["2.0.0", "==2.0.0rc1", false],
  ["2.1", "~=2.0rc1", true],
  ["2.0.post1", "==2.0", true],
  ["2.4.0+cu121", "==2.4.0", true],
  ["3.14.0a1+", ">=3.13", true],
  ["1!1.0", ">=2", true],
])("version %s for %s: %s", (version, range, expected) => {
  expect(versionSatisfies(version, range)).toBe(expected);
});

test.each([
  [">=2,<3", true],
  [">=2,<2", false],
  [">2,<2.1", true],
  ["==2.1.*,<2.1", false],
  ["~=2.1,!=2.*", false],
  ["==2.0,!=2.0rc1", true],
])("some version is in %s: %s", (range, expected) => expect(isSatisfiable(range)).toBe(expected));

test("a narrowed requirement is one that only newer Pythons meet", () => {
  expect(narrowed(">=3.10", "3.12.4")).toBe(">=3.10,>=3.12");
  expect(minorOf("3.12.*")).toBe("3.12");
});
