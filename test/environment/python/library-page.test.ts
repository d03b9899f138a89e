import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { installedDistributions } from "../../../src/environment/python/distribution-versions.ts";
import { libraryPage } from "../../../src/environment/python/library-page.ts";
import { tempProject } from "../../support/temp-project.ts";
import { testPython } from "../../support/test-python.ts";

test("the page comes from a distribution's metadata", async () => {
  const installed = await installedDistributions({ python: testPython });
  const pandas = installed.find(({ name }) => name === "pandas");
  expect(await libraryPage(pandas!.metadata)).toMatch(/^https:\/\/pandas\.pydata\.org\//);
});

test.each([
  ["Project-URL: Source, https://e.org/s\nProject-URL: Documentation, https://e.org/d\n", "https://e.org/d"],
  ["Project-URL: Homepage, https://e.org\nHome-page: https://e.org/old\n", "https://e.org"],
  ["Home-page: https://e.org/old\n\nProject-URL: Documentation, https://e.org/prose\n", "https://e.org/old"],
  ["Project-URL: Documentation, javascript:alert(1)\n", undefined],
  ["Project-URL: Documentation, https://e.org/)[x](y\n", undefined],
  ["Name: x\n", undefined],
])("%j", async (text, expected) => {
  const project = await tempProject({ METADATA: text });
  expect(await libraryPage(project.root)).toBe(expected);
  expect(await libraryPage(join(dirname(project.root), "absent"))).toBe(undefined);
});
