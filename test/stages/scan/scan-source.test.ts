import { describe, expect, test } from "vitest";
import { namesIn, scanTexts } from "./support/scan-texts.ts";

const np = `import * as np from "#py/numpy";\n`;

describe("import forms", () => {
  test.each<[form: string, text: string, names: string[]]>([
    ["named", `import { mean } from "#py/numpy"; mean([1]);`, ["numpy.mean"]],
    ["named and unused", `import { mean } from "#py/numpy";`, ["numpy.mean"]],
    ["aliased", `import { mean as average } from "#py/numpy"; average([1]);`, ["numpy.mean"]],
    ["string name", `import { "mean" as average } from "#py/numpy"; average([1]);`, ["numpy.mean"]],
    ["namespace", `${np}np.mean([1]);`, ["numpy", "numpy.mean"]],
    ["namespace and unused", np, ["numpy"]],
    ["side effect", `import "#py/numpy";`, ["numpy"]],
    ["default, meant as the namespace", `import np from "#py/numpy"; np.mean([1]);`, ["numpy", "numpy.mean"]],
    ["default beside names", `import np, { pi } from "#py/numpy"; np.e;`, ["numpy", "numpy.e", "numpy.pi"]],
    ["subpath", `import { svd } from "#py/numpy/linalg";`, ["numpy.linalg.svd"]],
    ["relative", `import { svd } from "./py/numpy/linalg.js";`, ["numpy.linalg.svd"]],
    ["relative without extension", `import { svd } from "./py/numpy/linalg";`, ["numpy.linalg.svd"]],
    ["py: sugar", `import { svd } from "py:numpy.linalg";`, ["numpy.linalg.svd"]],
    ["type import", `import type { DataFrame } from "#py/pandas";`, ["pandas.DataFrame: type"]],
    ["type specifier", `import { type DataFrame } from "#py/pandas";`, ["pandas.DataFrame: type"]],
    [
      "type namespace",
      `import type * as pd from "#py/pandas"; let a: pd.DataFrame;`,
      ["pandas.DataFrame: type", "pandas: type"],
    ],
    ["import equals", `import np = require("#py/numpy"); np.mean([1]);`, ["numpy", "numpy.mean"]],
    ["import alias", `${np}import norm = np.linalg.norm; norm(1);`, ["numpy", "numpy.linalg.norm"]],
    ["require", `const { mean } = require("#py/numpy");`, ["numpy.mean"]],
    ["other modules", `import { mean } from "numpy"; import x from "./other.js"; mean(x);`, []],
  ])("%s", (_form, text, names) => expect(namesIn(text)).toEqual(names));
});

describe("import()", () => {
  test.each<[form: string, text: string, names: string[]]>([
    ["awaited member", `(await import("#py/numpy")).linalg.norm(1)`, ["numpy.linalg.norm"]],
    ["awaited name", `const np = await import("#py/numpy"); np.mean([1])`, ["numpy", "numpy.mean"]],
    [
      "awaited names",
      "const { mean, linalg: { norm: n } } = await import(`#py/numpy`)",
      ["numpy.linalg.norm", "numpy.mean"],
    ],
    ["awaited later", `const later = import("#py/numpy"); (await later).mean([1])`, ["numpy", "numpy.mean"]],
    ["then with a name", `import("#py/numpy").then((np) => np.mean([1]))`, ["numpy", "numpy.mean"]],
    ["then with names", `import("#py/numpy").then(({ mean }) => mean([1]))`, ["numpy", "numpy.mean"]],
    ["then with a function", `import("#py/numpy").then(function (np) { np.e })`, ["numpy", "numpy.e"]],
    [
      "Promise.all",
      `const [np, { read_csv }] = await Promise.all([import("#py/numpy"), import("#py/pandas")]); np.e`,
      ["numpy", "numpy.e", "pandas", "pandas.read_csv"],
    ],
    ["a promise has no members of the module", `import("#py/numpy").catch(() => 1)`, ["numpy"]],
  ])("%s", (_form, text, names) => expect(namesIn(text)).toEqual(names));
});

describe("members", () => {
  test.each<[form: string, text: string, names: string[]]>([
    ["chain", "np.linalg.norm(1)", ["numpy.linalg.norm"]],
    ["chain ends at a call", "np.mean(1).with({}).tolist()", ["numpy.mean"]],
    ["optional", "np?.linalg?.norm(1)", ["numpy.linalg.norm"]],
    [
      "non-null, parentheses, casts",
      "((np!).linalg as any as typeof np.linalg).norm(1)",
      ["numpy.linalg: type", "numpy.linalg.norm"],
    ],
    ["satisfies", "(np satisfies object).mean", ["numpy.mean"]],
    ["angle brackets", "(<any>np).mean", ["numpy.mean"]],
    ["literal key", `np["mean"]([1]); np[\`e\`]`, ["numpy.e", "numpy.mean"]],
    ["literal keys in a chain", `np["linalg"]["norm"](1)`, ["numpy.linalg.norm"]],
    ["what snakebridge adds", "np.linalg.norm.$call(1); np.$doc", ["numpy.linalg.norm"]],
    ["tagged and new", "new np.ndarray(1); np.fn`x`", ["numpy.fn", "numpy.ndarray"]],
    ["argument", "f(np.mean)", ["numpy.mean"]],
    ["template and spread", `[...np.a, \`\${np.b}\`]`, ["numpy.a", "numpy.b"]],
    ["shorthand", "f({ np })", []],
    [
      "decorator and heritage",
      "@np.d class A extends np.B implements np.I {}",
      ["numpy.B", "numpy.I: type", "numpy.d"],
    ],
  ])("%s", (_form, text, names) => expect(namesIn(np + text)).toEqual([...names, "numpy"].sort()));
});

describe("names bound to members", () => {
  test.each<[form: string, text: string, names: string[]]>([
    ["constant", "const la = np.linalg; la.norm(1)", ["numpy.linalg", "numpy.linalg.norm"]],
    [
      "chain of constants",
      "const a = np; const b = a.linalg; b.norm(1)",
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    [
      "used before its declaration",
      "function f() { return la.norm(1) } const la = np.linalg;",
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    ["pattern", "const { linalg: { norm: n }, pi } = np; n(pi)", ["numpy.linalg.norm", "numpy.pi"]],
    [
      "pattern whose names are used",
      "const { linalg } = np; linalg.norm(1)",
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    ["pattern with literal keys", `const { "mean": m, ["e"]: e } = np;`, ["numpy.e", "numpy.mean"]],
    ["pattern with a default", "const { mean = 1 } = np;", ["numpy.mean"]],
    ["pattern with a rest", "const { mean, ...rest } = np; rest.median(1)", ["numpy.mean", "numpy.median"]],
    ["let that stays", "let la = np.linalg; la.norm(1)", ["numpy.linalg", "numpy.linalg.norm"]],
    ["let that changes", "let la = np.linalg; la = other; la.norm(1)", ["numpy.linalg"]],
    ["let that changes in a pattern", "let la = np.linalg; [{ a: la }] = x; la.norm(1)", ["numpy.linalg"]],
    ["let that changes in a loop", "let la = np.linalg; for (la of x) la.norm(1)", ["numpy.linalg"]],
    [
      "negation is not an assignment",
      "let la = np.linalg; if (!la) la.norm(1)",
      ["numpy.linalg", "numpy.linalg.norm"],
    ],
    ["assignment", "let mean, norm; ({ mean, linalg: { norm } } = np);", ["numpy.linalg.norm", "numpy.mean"]],
  ])("%s", (_form, text, names) => expect(namesIn(np + text)).toEqual([...names, "numpy"].sort()));
});

describe("scopes", () => {
  test.each<[form: string, text: string]>([
    ["parameter", "function f(np: any) { return np.inside }"],
    ["arrow parameter", "const f = (np: any) => np.inside"],
    ["parameter pattern", "const f = ({ np }: any) => np.inside"],
    ["method parameter", "class A { m(np: any) { np.inside } }"],
    ["block", "{ const np = other; np.inside }"],
    ["var in a block of a function", "function f() { np.inside; { var np = other } }"],
    ["for", "for (const np of others) np.inside"],
    ["catch", "try {} catch (np) { np.inside }"],
    ["function", "function f() { function np() {} np.inside }"],
    ["function expression", "(function np() { np.inside })"],
    ["class expression", "(class np { m() { np.inside } })"],
    ["enum", "{ enum np { a } np.inside }"],
    ["namespace", "namespace a { namespace np { export const inside = 1 } np.inside }"],
    ["member of another object", "other.np.inside; ({ np: 1 }).np"],
    ["label", "np: for (;;) break np;"],
  ])("%s hides the import", (_form, text) => expect(namesIn(np + text)).toEqual(["numpy"]));

  test("a declaration ends with its scope", () =>
    expect(namesIn(`${np}{ const np = 1; np.inside } np.outside`)).toEqual(["numpy", "numpy.outside"]));

  test("variables do not shadow types, nor types values", () => {
    expect(namesIn(`${np}function f(np: np.ndarray) { np.inside }`)).toEqual([
      "numpy.ndarray: type",
      "numpy: type",
    ]);
    expect(namesIn(`${np}{ type np = 1; np.outside }`)).toEqual(["numpy", "numpy.outside"]);
  });

  test.each([
    ["type parameter", "function f<DataFrame>(a: DataFrame) {}"],
    ["infer", "type A<T> = T extends (infer DataFrame)[] ? DataFrame : never;"],
    ["type alias", "{ type DataFrame = 1; let a: DataFrame; }"],
    ["interface", "{ interface DataFrame {} let a: DataFrame; }"],
    ["mapped type", "type A = { [DataFrame in string]: DataFrame };"],
  ])("a %s hides the imported type", (_form, text) => {
    // The import is unused, hence a value; a reference to it from a type would make it a type use.
    const { uses } = scanTexts({ "src/main.ts": `import { DataFrame } from "#py/pandas"; ${text}` });
    expect(uses.map(({ kind }) => kind)).toEqual(["value"]);
  });
});

describe("types", () => {
  test.each<[form: string, text: string, names: string[]]>([
    ["reference", "let a: np.ndarray<np.float64>", ["numpy.float64: type", "numpy.ndarray: type"]],
    ["deep reference", "let a: np.linalg.LinAlgError", ["numpy.linalg.LinAlgError: type"]],
    ["typeof", "let a: typeof np.linalg.norm", ["numpy.linalg.norm: type"]],
    ["indexed typeof", `let a: (typeof np)["linalg"]["norm"]`, ["numpy.linalg.norm: type"]],
    ["interface heritage", "interface A extends np.ndarray {}", ["numpy.ndarray: type"]],
    ["as", "x as np.ndarray", ["numpy.ndarray: type"]],
    ["type argument", "f<np.ndarray>()", ["numpy.ndarray: type"]],
  ])("%s", (_form, text, names) => expect(namesIn(np + text)).toEqual([...names, "numpy: type"].sort()));

  test("import types", () => {
    expect(namesIn(`let a: import("#py/pandas").DataFrame`)).toEqual(["pandas.DataFrame: type"]);
    expect(namesIn(`let a: import("#py/numpy").linalg.LinAlgError`)).toEqual([
      "numpy.linalg.LinAlgError: type",
    ]);
    expect(namesIn(`let a: typeof import("#py/numpy")`)).toEqual(["numpy: type"]);
    expect(namesIn(`let a: (typeof import("#py/numpy"))["mean"]`)).toEqual(["numpy.mean: type"]);
    expect(namesIn(`let a: typeof import("#py/numpy").mean`)).toEqual(["numpy.mean: type"]);
  });

  test("names used only as types are type uses", () => {
    expect(namesIn(`import { DataFrame } from "#py/pandas"; let a: DataFrame;`)).toEqual([
      "pandas.DataFrame: type",
    ]);
    expect(namesIn(`import { DataFrame } from "#py/pandas"; let a: DataFrame = DataFrame.new();`)).toEqual([
      "pandas.DataFrame",
      "pandas.DataFrame.new",
    ]);
  });
});

describe("JSX", () => {
  const file = "src/main.tsx";
  test("components are uses", () => {
    expect(namesIn(`${np}<np.Foo a={np.bar}>np.text</np.Foo>`, file)).toEqual([
      "numpy",
      "numpy.Foo",
      "numpy.bar",
    ]);
    expect(namesIn(`import { Foo } from "#py/ui"; <Foo/>`, file)).toEqual(["ui.Foo"]);
  });
  test("intrinsic elements and attributes are not uses", () =>
    expect(
      namesIn(`import { Foo, div } from "#py/ui"; const x = (p: any) => <p.Foo Foo="1"/>`, file),
    ).toEqual(["ui.Foo", "ui.div"]));
});

test("comments, strings and templates are not uses", () => {
  const text = `// import { a } from "#py/numpy"
    /* import("#py/numpy") */
    /** @type {import("#py/numpy").b} */
    const s = 'import { c } from "#py/numpy"', t = \`import { d } from "#py/numpy"\`, r = /import "#py\\/numpy"/;`;
  expect(namesIn(text)).toEqual([]);
});

describe("computed access", () => {
  const codes = (text: string): (string | number | undefined)[][] =>
    scanTexts({ "src/main.ts": text }).diagnostics.map(({ code, location }) => [
      code,
      location?.line,
      location?.column,
    ]);

  test("is reported at its location", () => {
    expect(codes(`${np}np[name]`)).toEqual([["SB1004", 2, 4]]);
    expect(codes(`${np}np.linalg[a + "b"](1)`)).toEqual([["SB1004", 2, 11]]);
    expect(codes(`${np}const { [name]: f } = np;`)).toEqual([["SB1004", 2, 9]]);
    expect(codes(`${np}np[a]; np[b]`)).toHaveLength(2);
    expect(codes(`import(\`#py/\${name}\`)`)).toEqual([["SB1004", 1, 8]]);
  });

  test("is not reported where it has no effect", () => {
    expect(codes(`import { DataFrame } from "#py/pandas"; DataFrame[name]`)).toEqual([]);
    expect(codes(`import * as other from "./other.js"; other[name]; import(\`./\${name}\`)`)).toEqual([]);
  });
});

test("locations are those of the last name, with lines and columns from 1", () => {
  const { uses } = scanTexts({ "src/main.ts": `${np}  np.linalg\n    .norm(1)` });
  expect(
    uses.map(({ path, location }) => [path.join("."), location.line, location.column, location.length]),
  ).toEqual([
    ["", 1, 21, 11],
    ["linalg.norm", 3, 6, 4],
  ]);
});

test("each name is reported once, at its first use", () => {
  const { uses } = scanTexts({ "src/main.ts": `import { mean } from "#py/numpy";\nmean(1); mean(2);` });
  expect(uses).toHaveLength(1);
  expect(uses[0]?.location).toMatchObject({ line: 1, column: 10, length: 4 });
});

test("a syntax error does not hide the rest", () => {
  const text = `${np}function ( { np.mean(1);\nnp.median(2)`;
  expect(namesIn(text)).toContain("numpy.median");
});

test("names of Object.prototype are ordinary names", () => {
  expect(namesIn(`${np}np.constructor; np.__proto__; const { toString: t } = np; hasOwnProperty.x`)).toEqual([
    "numpy",
    "numpy.__proto__",
    "numpy.constructor",
    "numpy.toString",
  ]);
});

test("expressions nested deeper than the call stack are scanned", () => {
  const sum = Array.from({ length: 20_000 }, () => "np.a").join(" + ");
  expect(namesIn(`${np}${sum} + np.b`)).toEqual(["numpy", "numpy.a", "numpy.b"]);
});
