import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Query } from "../../../src/facts/facts.ts";
import { emptyManifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { compileErrors } from "../../support/compile.ts";
import { testPython } from "../../support/test-python.ts";

const root = join(import.meta.dirname, "../../..");
const questions =
  `numpy:mean numpy:linalg.svd numpy:linalg.norm numpy:pi numpy:add scipy:stats.norm numpy:array numpy:delete pandas:DataFrame
  pandas:Series sklearn:ensemble.RandomForestClassifier math:sqrt math:hypot json:dumps datetime:datetime logging:root os:environ
  collections:OrderedDict collections:Counter builtins:print builtins:len builtins:round builtins:sorted logging:getLogger textwrap:wrap
  fractions:Fraction functools:reduce operator:add os:sep http:HTTPStatus`
    .split(/\s+/)
    .map((each): Query => ({ module: each.split(":")[0]!, path: each.split(":")[1]!.split(".") }));

/** Compiled against the generated types, and run against Python. */
const program = `
import { round } from "./builtins.js";
import { inspect } from "node:util";
import { Counter, OrderedDict } from "./collections.js";
import { datetime } from "./datetime.js";
import { reduce } from "./functools.js";
import { HTTPStatus } from "./http.js";
import { dumps } from "./json.js";
import { getLogger, root } from "./logging.js";
import { Fraction } from "./fractions.js";
import { wrap } from "./textwrap.js";
import { hypot, sqrt } from "./math.js";
import * as np from "./numpy.js";
import { add } from "./operator.js";
import { environ, sep } from "./os.js";
import { DataFrame } from "./pandas.js";
import { norm } from "./scipy/stats.js";
import { RandomForestClassifier } from "./sklearn/ensemble.js";

const frame: DataFrame = await DataFrame.new({ a: [1, 2, 3], b: ["x", "y", "x"] });
const shape = await frame.shape;
const head: DataFrame = await frame.head({ n: 2 });
const chained = frame.head({ n: 2 }).drop({ columns: ["b"] });
const dropped: DataFrame = await chained;
const columns = await DataFrame.new([[1, 2]], { columns: ["p", "q"] }).to_dict({ orient: "list" });
const forest = RandomForestClassifier.new({ n_estimators: 3, random_state: 0 });
const model = await forest;
await model.fit([[0], [1]], [0, 1]);
const singular = await np.linalg.svd([[3, 0], [0, 4]], { compute_uv: false });
const results = {
  mean: await np.mean([1, 2, 3]),
  meanOverAxis: String(await np.mean(np.array([[1, 2], [3, 4]]), { axis: 0 })),
  pi: np.pi,
  deleted: String(await np.delete([1, 2, 3], 1)),
  added: await np.add(1, 2),
  summed: await np.add.reduce([1, 2, 3]),
  ofNumpy: await reduce(np.add, [1, 2, 3]),
  inputs: await np.add.nin,
  called: await np.add.call(null, 3, 4),
  cdf: await norm.cdf(0),
  frozen: await norm().$invoke("mean"),
  title: await norm.$attr("name"),
  printed: [inspect(norm), inspect([np.add]), JSON.stringify({ norm })],
  norm: await np.linalg.norm([3, 4]),
  singular: String(singular),
  sqrt: await sqrt(2),
  hypot: await hypot(3, 4),
  dumps: await dumps({ b: [1, null], a: true }, { sort_keys: true }),
  shape,
  isFrame: [frame, head, dropped].map((each) => each instanceof DataFrame),
  lengths: [await head.$len(), await dropped.$len()],
  columns,
  reduced: await reduce(add, [1, 2, 3]),
  applied: await DataFrame.new([[1, 2], [3, 4]]).agg(np.mean).$invoke("tolist"),
  score: await model.score([[0], [1]], [0, 1]),
  year: await (await datetime.new(2020, 1, 2)),
  iso: await datetime.fromisoformat("2020-01-02"),
  counted: await (await Counter.new("aab")).most_common({ n: 1 }),
  commonest: await Counter.new("aab").most_common(1),
  rounded: [await round(2.34567, 2), await round(2.34567, { ndigits: 3 }), await round(3.5)],
  loggerName: await getLogger("a.b").$attr("name"),
  overAxis: await np.mean([[1, 2], [3, 4]], 0).$invoke("tolist"),
  typed: await np.mean([[1, 2], [3, 4]], 0, { dtype: "float32" }).$attr("dtype").$str(),
  gap: await np.mean([[1, 2], [3, 4]], undefined, "float64", undefined, true).$invoke("tolist"),
  wrapped: await wrap("aaa bbb ccc", 3, { max_lines: 2, placeholder: "." }),
  fraction: await Fraction.new(1, 2).limit_denominator(10),
  headed: await (await frame.head(1)).$len(),
  reordered: await DataFrame.new([[1, 2]], undefined, ["p", "q"]).to_dict("list"),
  ordered: await (await OrderedDict.new({ a: 1 })).$len(),
  status: await HTTPStatus.NOT_FOUND,
  level: await root.getEffectiveLevel(),
  home: (await environ.get("PATH")) === process.env.PATH,
  logger: (await root) !== undefined,
  sep: await sep,
};
console.log(JSON.stringify(results, (_, value) => (typeof value === "object" && value !== null && value.constructor !== Object && !Array.isArray(value) ? String(value.constructor.name) : value)));
`;

let folder: string;
let generated: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "snakebridge-run-"));
  const answers = await introspect(testPython, questions);
  const files = emit(buildModel(mergeAnswers(emptyManifest, answers), []));
  generated = Object.fromEntries(files.map(({ path, content }) => [path, content]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the program with the generated files of one kind only. */
async function run(kind: "ts" | "js"): Promise<Record<string, unknown>> {
  const runtime = pathToFileURL(join(root, "src/runtime/codegen-v1.ts")).href;
  const chosen = Object.entries(generated).filter(([path]) => path.endsWith(`.${kind}`));
  for (const [path, content] of [
    ...chosen,
    ["main.mts", program],
    ["package.json", '{"type":"module"}'],
  ] as const) {
    const target = join(folder, kind, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content.replace("snakebridge/codegen-v1", runtime));
  }
  const { stdout } = await execa("node", [join(root, "node_modules/tsx/dist/cli.mjs"), "main.mts"], {
    cwd: join(folder, kind),
    env: { SNAKEBRIDGE_PYTHON: testPython },
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("generated code", () => {
  test("compiles together with a program that uses it", () => {
    expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
  });

  test("rejects wrong uses", () => {
    const wrong = `import { DataFrame } from "./pandas.js";
import { dumps } from "./json.js";
import { mean, pi } from "./numpy.js";
const frame = await DataFrame.new([]);
frame.head({ n: "two" });
frame.headd();
dumps();
mean([1], { axes: 0 });
mean([1], 0, { axis: 0 });
frame.head("two");
pi.then;
const text: string = await frame.head();
export { text };
`;
    const lines = compileErrors({ ...generated, "main.ts": wrong }).map((error) => error.split(":")[1]);
    expect(lines).toEqual(["5", "6", "7", "8", "9", "10", "11", "12"]);
  });

  test("calls Python, and its JavaScript does the same", async () => {
    const results = await run("ts");
    expect(results).toMatchObject({
      mean: 2,
      pi: Math.PI,
      added: 3,
      summed: 6,
      ofNumpy: 6,
      inputs: 2,
      called: 7,
      cdf: 0.5,
      frozen: 0,
      title: "norm",
      printed: ["PyCallable(scipy.stats:norm)", "[ PyCallable(numpy:add) ]", "{}"],
      norm: 5,
      sqrt: Math.SQRT2,
      hypot: 5,
      dumps: '{"a": true, "b": [1, null]}',
      shape: [3, 2],
      isFrame: [true, true, true],
      lengths: [2, 2],
      columns: { p: [1], q: [2] },
      reduced: 6,
      applied: [2, 3],
      counted: [["a", 2]],
      ordered: 1,
      level: 30,
      home: true,
      logger: true,
      commonest: [["a", 2]],
      rounded: [2.35, 2.346, 4],
      loggerName: "a.b",
      overAxis: [2, 3],
      typed: "float32",
      gap: [[2.5]],
      wrapped: ["aaa", "."],
      headed: 1,
      reordered: { p: [1], q: [2] },
    });
    expect(await run("js")).toEqual(results);
  });
});
