import { join } from "node:path";
import { makeTable, Table, tableFromArrays } from "apache-arrow";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonOf } from "../../src/environment/folder/environment-folder.ts";
import { toArrow } from "../../src/runtime/arrow.ts";
import { call } from "../../src/runtime/index.ts";
import { testPython } from "../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "./support/live-worker.ts";

/** An interpreter with pyarrow: the one that python/ is tested with, or another one with pandas and polars as well. */
const withArrow =
  process.env.SNAKEBRIDGE_TEST_ARROW_PYTHON ??
  pythonOf(join(import.meta.dirname, "../../.cache/python-tools"));

async function has(module: string): Promise<boolean> {
  const { exitCode } = await execa(withArrow, ["-c", `import ${module}`], { reject: false });
  return exitCode === 0;
}

describe.skipIf(!(await has("pyarrow")))("a table of Arrow", async () => {
  let worker: LiveWorker;
  beforeAll(async () => {
    worker = await startLiveWorker(withArrow);
  });
  afterAll(() => worker.stop());

  function evaluate(source: string, x?: unknown): ReturnType<typeof call> {
    const names = call("builtins", "dict", [
      [
        ["x", x],
        ["pa", call("importlib", "import_module", ["pyarrow"])],
        ["dt", call("importlib", "import_module", ["datetime"])],
      ],
    ]);
    return call("builtins", "eval", [source, names]).with({ pool: worker });
  }

  it("is a pyarrow.Table in Python", async () => {
    const table = tableFromArrays({
      i: Int32Array.of(1, -2),
      f: Float64Array.of(0.5, Number.NaN),
      big: BigInt64Array.of(2n ** 62n, -1n),
      s: ["é", "b"],
    });
    expect(await evaluate("[type(x).__name__, x.num_rows, x.column_names]", table)).toEqual([
      "Table",
      2,
      ["i", "f", "big", "s"],
    ]);
    expect(await evaluate("repr(x.to_pylist())", table)).toBe(
      `[{'i': 1, 'f': 0.5, 'big': ${2n ** 62n}, 's': 'é'}, {'i': -2, 'f': nan, 'big': -1, 's': 'b'}]`,
    );
  });

  it("comes back as it went, small and large", async () => {
    for (const count of [0, 3, 100_001]) {
      const table = makeTable({
        x: Float64Array.from({ length: count }, (_, i) => i / 3),
        y: Uint8Array.from({ length: count }, (_, i) => i),
      });
      const back = await toArrow(evaluate("x", table));
      expect(back).toBeInstanceOf(Table);
      expect(back.numRows).toBe(count);
      expect(back.getChild("x")?.toArray()).toEqual(table.getChild("x")?.toArray());
      expect(back.getChild("y")?.toArray()).toEqual(table.getChild("y")?.toArray());
    }
  });

  it("keeps types, nulls and nesting", async () => {
    const source = `pa.table({"n": [1, None], "t": pa.array([dt.datetime(2024, 1, 2), None], pa.timestamp("us", "UTC")),
      "c": pa.array(["a", "b"]).dictionary_encode(), "l": [[1], []], "s": [{"k": "v"}, None], "b": [True, None], "large": pa.array(["x", None], pa.large_string())})`;
    const table = await toArrow(evaluate(source));
    expect(
      JSON.parse(
        JSON.stringify(table.toArray(), (_, item: unknown) =>
          typeof item === "bigint" ? Number(item) : item,
        ),
      ),
    ).toEqual([
      { n: 1, t: Date.UTC(2024, 0, 2), c: "a", l: [1], s: { k: "v" }, b: true, large: "x" },
      { n: null, t: null, c: "b", l: [], s: null, b: null, large: null },
    ]);
    expect(await evaluate(`x.equals(${source})`, table)).toBe(true);
  });

  it("is an error of Python for what is no table", async () => {
    await expect(toArrow(evaluate("[1, 2]"))).rejects.toMatchObject({
      pythonType: "TypeError",
      message: expect.stringMatching("list is not a table"),
    });
  });

  it.skipIf(!(await has("pandas")))(
    "is made of a DataFrame of pandas, with an index that does more than count",
    async () => {
      const frame = call("pandas", "DataFrame", [{ a: [1, 7], b: ["x", null] }]).with({ pool: worker });
      const table = await toArrow(frame.$invoke("set_index", "a"));
      expect(table.schema.fields.map((field) => field.name)).toEqual(["b", "a"]);
      expect(table.toArray().map(String)).toEqual(['{"b": "x", "a": 1}', '{"b": null, "a": 7}']);
      const back = evaluate("x.to_pandas()", table).$invoke("equals", frame.$invoke("set_index", "a"));
      expect(await back).toBe(true);
      expect((await toArrow(frame)).schema.fields.map((field) => field.name)).toEqual(["a", "b"]);
      expect((await toArrow(frame.$item("a"))).toArray().map(String)).toEqual(['{"a": 1}', '{"a": 7}']);
    },
  );

  it.skipIf(!(await has("polars")))("is made of a DataFrame of polars", async () => {
    const frame = call("polars", "DataFrame", [{ a: [1, 2], b: ["x", null] }]).with({ pool: worker });
    const table = await toArrow(frame);
    expect(table.toArray().map(String)).toEqual(['{"a": 1, "b": "x"}', '{"a": 2, "b": null}']);
    expect(await call("polars", "from_arrow", [table]).with({ pool: worker }).$invoke("equals", frame)).toBe(
      true,
    );
  });
});

describe("where pyarrow is not installed", () => {
  let worker: LiveWorker;
  beforeAll(async () => {
    worker = await startLiveWorker(testPython);
  });
  afterAll(() => worker.stop());

  it("says what to add", async () => {
    const frame = call("pandas", "DataFrame", [{ a: [1] }]).with({ pool: worker });
    await expect(toArrow(frame)).rejects.toMatchObject({
      pythonType: "ImportError",
      message: expect.stringMatching(/pyarrow is not installed: add it/),
    });
    const table = tableFromArrays({ a: Int32Array.of(1) });
    const sent = call("builtins", "len", [table]).with({ pool: worker });
    await expect(Promise.resolve(sent)).rejects.toMatchObject({
      code: "NotDecodable",
      message: expect.stringMatching(/pyarrow is not installed: add it/),
    });
  });
});
