import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { ConfigInput } from "../../../src/project/config/config.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { applyBlocks } from "../../../src/project/inline/apply-blocks.ts";
import { findBlocks } from "../../../src/project/inline/find-blocks.ts";

const block = (...lines: string[]): string =>
  ["// /// snakebridge", ...lines.map((line) => (line === "" ? "//" : `// ${line}`)), "// ///", ""].join(
    "\n",
  );

function merged(sources: Readonly<Record<string, string>>, input: ConfigInput = { libraries: {} }) {
  const blocks = Object.entries(sources).flatMap(([file, text]) => findBlocks(file, text));
  return applyBlocks(parseConfig(input, "/project/snakebridge.config.ts"), blocks, []);
}

function mistakesIn(sources: Readonly<Record<string, string>>, input?: ConfigInput): string[] {
  try {
    merged(sources, input);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(
      ({ code, message, location }) =>
        `${location?.file}:${location?.line}:${location?.column} ${code} ${message}`,
    );
  }
}

describe("blocks are found as PEP 723 finds them", () => {
  const textsOf = (source: string) => findBlocks("a.ts", source).map(({ line, text }) => [line, text]);

  test("anywhere in a source, each line without its sign and one space", () => {
    expect(textsOf(`#!/usr/bin/env node\n\n${block('a = "b"', "", "  c = 1")}import "x";\n`)).toEqual([
      [3, 'a = "b"\n\n  c = 1\n'],
    ]);
  });

  test("with the line ends of Windows, and at the very end of a source", () => {
    expect(textsOf(block("a = 1").replaceAll("\n", "\r\n").trimEnd())).toEqual([[1, "a = 1\n"]]);
  });

  test("up to the last delimiter before a line that is no comment", () => {
    expect(textsOf(`${block("a = 1")}// b\n// ///\ncode();\n// ///\n`)).toEqual([[1, "a = 1\n///\nb\n"]]);
  });

  test.each([
    ["one that is not closed", "// /// snakebridge\n// a = 1\ncode();\n"],
    ["one with a line that is no comment", "// /// snakebridge\n// a = 1\ncode();\n// ///\n"],
    ["one with a comment without a space", "// /// snakebridge\n//a = 1\n// ///\n"],
    ["an empty one", "// /// snakebridge\n// ///\n"],
    ["one that is indented", " // /// snakebridge\n // a = 1\n // ///\n"],
    ["a delimiter with something behind it", "// /// snakebridge x\n// a = 1\n// ///\n"],
    ["another type", "// /// script\n// a = 1\n// ///\n"],
  ])("%s is none", (_, source) => {
    expect(textsOf(source)).toEqual([]);
  });

  test("several of one type in a source are a mistake", () => {
    const source = `${block("dependencies = []")}code();\n${block("dependencies = []")}`;
    expect(mistakesIn({ "a.ts": source })).toEqual([
      'a.ts:5:1 SB2007 A source file can have only one "// /// snakebridge" block.',
    ]);
  });
});

describe("the dependencies of blocks", () => {
  const libraries = (config: ReturnType<typeof merged>) =>
    config.libraries.map(({ name, distribution, version, extras }) => [name, distribution, version, extras]);

  test("become libraries, under the names that Python imports", () => {
    const source = block(
      'requires-python = ">=3.11"',
      "dependencies = [",
      '  "numpy>=2,<3", # with a comment',
      "  'scikit-learn',",
      '  "dask[array, dataframe] (>=2024.1)",',
      '  "google-cloud-storage", "flask-thing ~= 1.2",',
      "]",
      "[tool.other]",
      'key = "value"',
    );
    const config = merged({ "main.ts": source });
    expect(config.python).toBe(">=3.11");
    expect(libraries(config)).toEqual([
      ["dask", "dask", ">=2024.1", ["array", "dataframe"]],
      ["flask_thing", "flask-thing", "~=1.2", []],
      ["google.cloud.storage", "google-cloud-storage", undefined, []],
      ["numpy", "numpy", ">=2,<3", []],
      ["sklearn", "scikit-learn", undefined, []],
    ]);
  });

  test("are merged with the configuration and with other sources", () => {
    const input: ConfigInput = {
      libraries: { numpy: ">=2", sk: { distribution: "Scikit_Learn", extras: ["a"] } },
      python: ">=3.11",
    };
    const config = merged(
      {
        "a.ts": block('dependencies = ["numpy<3", "scikit-learn[b]>=1"]', 'requires-python = "<3.14"'),
        "b.ts": block('dependencies = ["numpy!=2.1", "numpy>=2"]'),
      },
      input,
    );
    expect(config.python).toBe(">=3.11,<3.14");
    expect(libraries(config)).toEqual([
      ["numpy", "numpy", ">=2,<3,!=2.1", []],
      ["sk", "Scikit_Learn", ">=1", ["a", "b"]],
    ]);
  });

  test("that conflict are reported with both places", () => {
    const input: ConfigInput = { libraries: { numpy: "<2" }, python: "<3.12" };
    const sources = {
      "a.ts": block('dependencies = ["numpy>=2", "pandas==2.1.*"]', 'requires-python = ">=3.12"'),
      "b.ts": `\n${block('dependencies = ["pandas>=2.2"]')}`,
    };
    expect(mistakesIn(sources, input)).toEqual([
      "a.ts:2:20 SB2008 numpy>=2 is required here, but the configuration requires numpy<2: no version satisfies both.",
      "a.ts:3:4 SB2008 Python>=3.12 is required here, but the configuration requires Python<3.12: no version satisfies both.",
      "b.ts:3:20 SB2008 pandas>=2.2 is required here, but a.ts:2 requires pandas==2.1.*: no version satisfies both.",
    ]);
  });

  test("that are invalid are reported with their places, all at once", () => {
    const source = block(
      'dependency = ["x"]',
      'requires-python = "3.11"',
      'dependencies = ["numpy^2", "a @ https://x/y.whl", "b; os_name == \'nt\'", "?", "c[!]"]',
    );
    expect(mistakesIn({ "a.ts": `\n\n${source}` })).toEqual([
      expect.stringMatching(/^a\.ts:4:4 SB2007 Unknown key "dependency"\. Did you mean "?dependencies/),
      expect.stringMatching(/^a\.ts:6:20 SB2007 "numpy\^2"/),
      expect.stringMatching(/^a\.ts:6:31 SB2007 .* names a URL/),
      expect.stringMatching(/^a\.ts:6:54 SB2007 .* has an environment marker/),
      expect.stringMatching(/^a\.ts:6:76 SB2007 "\?" is not a requirement/),
      expect.stringMatching(/^a\.ts:6:81 SB2007 .* extras/),
      expect.stringMatching(/^a\.ts:5:4 SB2007 requires-python: expected a version range/),
    ]);
    expect(mistakesIn({ "a.ts": block('dependencies = "numpy"') })).toEqual([
      "a.ts:2:4 SB2007 dependencies: expected an array of strings.",
    ]);
    expect(mistakesIn({ "a.ts": block("ok = 1", "dependencies = [") })).toEqual([
      expect.stringMatching(/^a\.ts:[34]:\d+ SB2007 The block is not valid TOML: /),
    ]);
  });
});
