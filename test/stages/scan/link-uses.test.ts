import { describe, expect, test } from "vitest";
import { reexportsPython } from "../../../src/stages/scan/link-uses.ts";
import { scanTexts, sourcesOf } from "./support/scan-texts.ts";

const main = "src/main.ts";
const names = (files: Readonly<Record<string, string>>): string[] =>
  scanTexts(files)
    .uses.map(({ module, path }) => [module, ...path].join("."))
    .sort();

describe("names imported through another source", () => {
  test.each<[form: string, barrel: string, text: string, expected: string[]]>([
    [
      "export of a namespace",
      `import * as np from "#py/numpy"; export { np };`,
      `import { np } from "./lib.js"; np.linalg.norm(1)`,
      ["numpy", "numpy.linalg.norm"],
    ],
    [
      "export * as",
      `export * as np from "#py/numpy";`,
      `import { np as n } from "./lib"; n.mean(1)`,
      ["numpy", "numpy.mean"],
    ],
    [
      "export of a name",
      `export { mean as average } from "#py/numpy";`,
      `import { average } from "./lib.js"; average(1)`,
      ["numpy.mean"],
    ],
    [
      "export *",
      `export * from "#py/numpy/linalg";`,
      `import { svd } from "./lib.js";`,
      ["numpy.linalg.svd"],
    ],
    [
      "export of a constant",
      `import * as np from "#py/numpy"; export const la = np.linalg;`,
      `import { la } from "./lib.js"; la.norm(1)`,
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    [
      "export of a pattern",
      `import * as np from "#py/numpy"; export const { linalg: { norm } } = np;`,
      `import { norm } from "./lib.js";`,
      ["numpy.linalg.norm"],
    ],
    [
      "default export",
      `import * as np from "#py/numpy"; export default np;`,
      `import np from "./lib.js"; np.mean(1)`,
      ["numpy", "numpy.mean"],
    ],
    [
      "default export of a member",
      `import * as np from "#py/numpy"; export default np.linalg;`,
      `import la from "./lib.js"; la.norm(1)`,
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    [
      "import alias",
      `import * as np from "#py/numpy"; export import la = np.linalg;`,
      `import { la } from "./lib.js"; la.norm(1)`,
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    [
      "namespace of the source",
      `export * as np from "#py/numpy";`,
      `import * as lib from "./lib.js"; lib.np.mean(1)`,
      ["numpy.mean"],
    ],
    [
      "import()",
      `export * as np from "#py/numpy";`,
      `const { np } = await import("./lib.js"); np.mean(1)`,
      ["numpy", "numpy.mean"],
    ],
    [
      "types",
      `export type { DataFrame } from "#py/pandas";`,
      `import type { DataFrame } from "./lib.js"; let a: DataFrame`,
      ["pandas.DataFrame"],
    ],
    [
      "own names",
      `import * as np from "#py/numpy"; export const mean = 1; export function f() {} export class C {} export default 1;`,
      `import d, { mean, f, C } from "./lib.js";`,
      [],
    ],
    [
      "own names take precedence over stars",
      `export * from "#py/numpy"; export const mean = 1;`,
      `import { mean } from "./lib.js";`,
      [],
    ],
    ["no default through stars", `export * from "#py/numpy";`, `import lib from "./lib.js";`, []],
  ])("%s", (_form, barrel, text, expected) =>
    expect(names({ [main]: text, "src/lib.ts": barrel })).toEqual(expected),
  );

  test("through several sources, including index files", () =>
    expect(
      names({
        [main]: `import { numeric } from "./lib/index.js"; numeric.mean(1)`,
        "src/lib/index.ts": `export * from "./deep"; export * from "./other.js";`,
        "src/lib/deep/index.ts": `export { np as numeric } from "../names.js";`,
        "src/lib/names.ts": `export * as np from "#py/numpy";`,
        "src/lib/other.ts": `export const other = 1;`,
      }),
    ).toEqual(["numpy", "numpy.mean"]));

  test("import circles terminate", () =>
    expect(
      names({
        [main]: `import { a, mean } from "./x.js"; a; mean;`,
        "src/x.ts": `export { a } from "./y.js"; export * from "./y.js";`,
        "src/y.ts": `export { a } from "./x.js"; export * from "./x.js";`,
      }),
    ).toEqual([]));

  test("the location is the importer's", () => {
    const { uses } = scanTexts({
      [main]: `import { np } from "./lib.js";\nnp.mean(1)`,
      "src/lib.ts": `export * as np from "#py/numpy";`,
    });
    expect(uses.map(({ location }) => [location.file, location.line, location.column])).toEqual([
      [main, 1, 10],
      [main, 2, 4],
    ]);
  });

  test("a re-export counts as a use", () => {
    expect(names({ [main]: `export { mean } from "#py/numpy";` })).toEqual(["numpy.mean"]);
    expect(names({ [main]: `export * from "#py/numpy";` })).toEqual(["numpy"]);
  });
});

describe("several export * of modules outside the project's sources", () => {
  test("make a name ambiguous", () => {
    const { uses, diagnostics } = scanTexts({
      [main]: `import { mean } from "./lib.js";`,
      "src/lib.ts": `export * from "#py/numpy"; export * from "#py/pandas";`,
    });
    expect(uses).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: "SB1009", severity: "warning", location: { file: main, column: 10 } },
    ]);
    expect(diagnostics[0]?.message).toContain(`"#py/numpy", "#py/pandas"`);
  });

  test("are fine if a source of the project exports the name", () =>
    expect(
      names({
        [main]: `import { mean, own } from "./lib.js";`,
        "src/lib.ts": `export * from "react"; export * from "#py/numpy"; export * from "./own.js";`,
        "src/own.ts": `export { mean } from "#py/statistics"; export const own = 1;`,
      }),
    ).toEqual(["statistics.mean"]));

  test("are fine if none of them is Python", () => {
    const { diagnostics } = scanTexts({
      [main]: `import { useState } from "./lib.js";`,
      "src/lib.ts": `export * from "react"; export * from "preact";`,
    });
    expect(diagnostics).toEqual([]);
  });
});

test("detects sources that re-export Python", () => {
  const sources = sourcesOf({
    "src/uses.ts": `import { mean } from "#py/numpy"; export const x = mean(1);`,
    "src/names.ts": `export { mean } from "#py/numpy";`,
    "src/star.ts": `export * from "#py/numpy";`,
    "src/far.ts": `export * from "./star.js";`,
    "src/circle.ts": `export * from "./circle.js";`,
  });
  const reexporting = ["uses", "names", "star", "far", "circle"].filter((name) =>
    reexportsPython(`src/${name}.ts`, sources),
  );
  expect(reexporting).toEqual(["names", "star", "far"]);
});
