import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { distributionOf, importNameOf } from "../../../src/project/config/known-libraries.ts";
import {
  isDistributionName,
  isImportName,
  normalizeDistribution,
} from "../../../src/project/config/python-names.ts";
import { isStdlibModule } from "../../../src/project/config/stdlib-modules.ts";
import { testPython } from "../../support/test-python.ts";

describe("distributions", () => {
  test.each([
    ["sklearn", "scikit-learn"],
    ["sklearn.linear_model", "scikit-learn"],
    ["cv2", "opencv-python"],
    ["PIL", "pillow"],
    ["yaml", "PyYAML"],
    ["google.protobuf.message", "protobuf"],
    ["google.cloud.bigquery", "google-cloud-bigquery"],
    ["azure.identity", "azure-identity"],
    ["ruamel.yaml.comments", "ruamel.yaml"],
    ["attr", "attrs"],
    ["attrs", "attrs"],
    ["numpy", "numpy"],
    ["constructor", "constructor"],
  ])("%s is in %s", (importName, distribution) => expect(distributionOf(importName)).toBe(distribution));

  test.each([
    ["scikit-learn", "sklearn"],
    ["Scikit_Learn", "sklearn"],
    ["Pillow", "PIL"],
    ["opencv-python-headless", "cv2"],
    ["beautifulsoup4", "bs4"],
    ["python-dotenv", "dotenv"],
    ["protobuf", "google.protobuf"],
    ["z3-solver", "z3"],
    ["ruamel-yaml", "ruamel.yaml"],
  ])("%s is imported as %s", (distribution, importName) =>
    expect(importNameOf(distribution)).toBe(importName),
  );

  test("that are called like their module need no entry", () => {
    expect(importNameOf("numpy")).toBeUndefined();
    expect(importNameOf("sklearn")).toBeUndefined();
    expect(importNameOf("constructor")).toBeUndefined();
  });

  test.each(["attrs", "matplotlib", "peewee", "pymongo", "setuptools", "toolz"])(
    "%s is imported by its own name, whatever else it has",
    (distribution) => expect(importNameOf(distribution)).toBeUndefined(),
  );
});

test("the table of the standard library has every module that Python knows", () => {
  const script = "import sys; print('\\n'.join(n for n in sys.stdlib_module_names if not n.startswith('_')))";
  const names = execFileSync(testPython, ["-c", script], { encoding: "utf8" }).trim().split(/\s+/);
  expect(names.filter((name) => !isStdlibModule(name))).toEqual([]);
  expect(isStdlibModule("os.path")).toBe(true);
  expect(["numpy", "constructor", "_thread_of_mine"].filter(isStdlibModule)).toEqual([]);
});

test("names follow Python's grammar", () => {
  expect(["numpy", "google.protobuf", "_x", "größe", "x1"].every(isImportName)).toBe(true);
  expect(["", "1x", "a-b", "a..b", "a.", "class", "a.import", "a b", "$"].some(isImportName)).toBe(false);
  expect(["a", "scikit-learn", "ruamel.yaml", "A_1"].every(isDistributionName)).toBe(true);
  expect(["", "-a", "a-", "a b", "a>=1", "größe"].some(isDistributionName)).toBe(false);
  expect(normalizeDistribution("Flask_.-Cors")).toBe("flask-cors");
});
