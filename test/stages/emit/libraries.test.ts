import { beforeAll, describe, expect, test } from "vitest";
import type { Answer, Query } from "../../../src/facts/facts.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { compileErrors } from "../../support/compile.ts";
import { testPython } from "../../support/test-python.ts";

const questions =
  `numpy: numpy:mean numpy:linalg.svd numpy:linalg.norm numpy:pi numpy:nan numpy:add numpy:array numpy:delete
  numpy:object_ numpy:float64 numpy:ndarray numpy:random.default_rng numpy:broadcast_arrays pandas:read_csv pandas:DataFrame
  pandas:Series pandas.core.frame:DataFrame sklearn:ensemble.RandomForestClassifier sklearn:model_selection.train_test_split
  sklearn:datasets.load_iris math:sqrt math:hypot math:pi math:inf datetime:datetime datetime:timedelta json:dumps
  collections:OrderedDict collections:Counter collections:namedtuple logging:root logging:INFO os:path.join os:sep builtins:print
  builtins:object builtins:dict decimal:Decimal fractions:Fraction re:compile re:IGNORECASE enum:Enum http:HTTPStatus
  pathlib:Path itertools:chain functools:partial operator:itemgetter string:ascii_letters random:random sys:maxsize
  statistics:mean textwrap:dedent uuid:uuid4 time:sleep asyncio:sleep typing:List scipy:stats.norm scipy:sparse.csr_matrix`
    .split(/\s+/)
    .map(
      (each): Query => ({
        module: each.split(":")[0]!,
        path: each.split(":")[1]!.split(".").filter(Boolean),
      }),
    );

let answers: Answer[];
let manifest: Manifest;
let files: Record<string, string>;

beforeAll(async () => {
  answers = await introspect(testPython, questions);
  manifest = mergeAnswers(emptyManifest, answers, { numpy: { version: "2.4.6" } });
  files = Object.fromEntries(emit(buildModel(manifest, [])).map(({ path, content }) => [path, content]));
});

describe("real libraries", () => {
  test("every symbol is found, with its kind", () => {
    expect(answers.filter((answer) => !("found" in answer))).toEqual([]);
    const kinds = Object.fromEntries(Object.entries(manifest.symbols).map(([key, { kind }]) => [key, kind]));
    expect(kinds).toMatchObject({
      "numpy:": "module",
      "numpy.linalg:": "module",
      "numpy:mean": "function",
      "numpy:add": "function",
      "numpy:pi": "constant",
      "numpy:ndarray": "class",
      "pandas:DataFrame": "class",
      "sklearn.ensemble:RandomForestClassifier": "class",
      "logging:root": "object",
      "scipy.stats:norm": "function",
      "sys:maxsize": "object",
      "os:sep": "object",
      "typing:List": "object",
    });
  });

  test("C functions have their signatures", () => {
    expect(files["numpy.ts"]).toContain(
      'export function mean(a: PyArrayLike, ...rest: PyRest<[axis?: "axis", dtype?: "dtype", out?: "out", keepdims?: "keepdims"], mean$kwargs>): PyCall<unknown>;',
    );
    const added = files["numpy.ts"]!.split("\n").filter((line) =>
      /^(?:export )?function add\$call\(/.test(line),
    );
    expect(added.map((line) => line.replace(/\.\.\.rest: PyRest.*>\)/, "…)"))).toEqual([
      "function add$call(x1: number | bigint | PyFloat, x2: number | bigint | PyFloat, …): PyCall<number | bigint>;",
      "function add$call(x1: boolean | number | bigint | PyFloat | PyComplex, x2: boolean | number | bigint | PyFloat | PyComplex, …): PyCall<boolean | number | bigint | NumpyScalar>;",
      'function add$call(x1: PyArrayOf<"complex">, x2: PyArrayOf<"complex">, …): PyCall<NDArray>;',
      'function add$call(x1: PyArrayOf<"any">, x2: PyArrayOf<"any">, …): PyCall<unknown>;',
      "function add$call(x1: PyArrayLike, x2: PyArrayLike, …): PyCall<number | bigint | boolean | NumpyScalar | NDArray | PyObject>;",
      "function add$call(x1: PyInput, x2: PyInput, ...rest: unknown[]): PyCall<number | bigint | boolean | NumpyScalar | NDArray | PyObject> {",
    ]);
    expect(files["math.ts"]).toContain("export function sqrt(x: PyInput): PyCall<unknown> {");
    expect(files["builtins.ts"]).toContain("export function print(...args: PyVariadic<{\n  sep?: PyInput;\n");
  });

  test("read_csv and the methods of DataFrame return a DataFrame", () => {
    expect(files["pandas.ts"]).toMatch(
      /export function read_csv\(.*iterator\?: false.*\): PyCall<DataFrame>;/,
    );
    expect(files["pandas.ts"]).toContain(
      '  head(...rest: PyRest<[n?: "n"], { n?: number | bigint | PyReference | undefined }>): PyCall<DataFrame> {',
    );
    expect(files["pandas.ts"]).toContain(
      '  static new(data?: PyInput, ...rest: PyRest<[index?: "index", columns?: "columns", dtype?: "dtype", copy?: "copy"], {',
    );
    expect(files["pandas/core/frame.ts"]).toContain('export { DataFrame } from "../../pandas.js";');
  });

  test("compiles under the strictest options", () => {
    expect(compileErrors(files)).toEqual([]);
  });

  test("the output is of a reasonable size", () => {
    expect(files["pandas.ts"]!.length).toBeLessThan(480_000);
    expect(files["pandas.js"]!.length).toBeLessThan(120_000);
    expect(serializeManifest(manifest).length).toBeLessThan(1_500_000);
  });

  test("the output is independent of the machine and of the order of answers", async () => {
    const text = serializeManifest(manifest);
    expect(text).not.toMatch(/0x[0-9a-f]{6,}| at 0x|\/site-packages|\.cache/);
    const again = await introspect(testPython, questions.toReversed());
    const other = serializeManifest(
      mergeAnswers(emptyManifest, again, { numpy: { version: "2.4.6" } }),
    ).split("\n");
    const changed = text.split("\n").filter((line, index) => line !== other[index]);
    expect(changed.map((line) => line.trim().slice(0, 400))).toEqual([]);
  });
});
