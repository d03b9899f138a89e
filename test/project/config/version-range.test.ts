import { expect, test } from "vitest";
import { formatVersionRange, parseVersionRange } from "../../../src/project/config/version-range.ts";

function canonical(text: string): string | undefined {
  const parsed = parseVersionRange(text);
  if ("mistake" in parsed) throw new Error(parsed.mistake);
  return formatVersionRange(parsed.range);
}

test.each([
  [">=2", ">=2"],
  [" >= 2 , < 3 ", ">=2,<3"],
  ["==1.4.*", "==1.4.*"],
  ["!=1.5.*,~=1.4.2", "!=1.5.*,~=1.4.2"],
  ["==1!2.0a1.post2.dev3+local.1", "==1!2.0a1.post2.dev3+local.1"],
  [">=1.0rc1,<2.0-1", ">=1.0rc1,<2.0-1"],
  [">=v1.0.alpha-1_post.dev", ">=v1.0.alpha-1_post.dev"],
  ["===anything-goes", "===anything-goes"],
])("%j is a range", (text, expected) => expect(canonical(text)).toBe(expected));

test("* is any version", () => expect(canonical("*")).toBeUndefined());

test.each<[text: string, mistake: string, suggestion: string | undefined]>([
  ["", "empty", "*"],
  ["2", "does not begin with", "==2.*"],
  ["2.1", "does not begin with", "==2.1.*"],
  ["2.1.3", "does not begin with", "==2.1.3"],
  ["2.x", "does not begin with", "==2.*"],
  ["latest", "does not begin with", "*"],
  ["^2", "does not begin with", ">=2,<3"],
  ["^1.2.3", "does not begin with", ">=1.2.3,<2"],
  ["^0.2.3", "does not begin with", ">=0.2.3,<0.3"],
  ["~1.2", "does not begin with", ">=1.2,<1.3"],
  ["~1", "does not begin with", ">=1,<2"],
  [">=2 <3", "separated by commas", ">=2,<3"],
  [">=2,", "empty", undefined],
  [">=2,,<3", "empty", undefined],
  [">=", "no version follows", undefined],
  [">=two", "is not a version", undefined],
  [">=1.*", "can only follow == and !=", undefined],
  ["==1.0.dev1.*", "cannot follow a dev or local", undefined],
  [">=1.0+local", "can only follow == and !=", undefined],
  ["~=2", "needs at least two numbers", undefined],
  ["=>2", "does not begin with", undefined],
  ["numpy>=2", "does not begin with", undefined],
  [">=2; python_version<'3'", "is not a version", undefined],
])("%j is none", (text, mistake, suggestion) => {
  const parsed = parseVersionRange(text);
  expect("mistake" in parsed && parsed.mistake).toContain(mistake);
  expect("mistake" in parsed && parsed.suggestion).toBe(suggestion);
});
