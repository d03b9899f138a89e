import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool, PyObject } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";

const limit = 1 << 20;

let pool: Pool;
beforeAll(() => {
  pool = createPool({ python: testPython, maxFrameBytes: limit });
});
afterAll(() => pool.close());

function nested(levels: number): unknown[] {
  let value: unknown[] = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

function depthOf(value: unknown): number {
  let depth = 0;
  for (let inner = value; Array.isArray(inner); inner = inner[0]) depth++;
  return depth;
}

describe("values that are too large", () => {
  it("are an error with both numbers on their way to Python, and the next call works", async () => {
    for (const value of [
      new Uint8Array(limit),
      "x".repeat(limit),
      [new Float64Array(limit)],
      Array(limit).fill(0.5),
    ]) {
      await expect(pool.call("builtins", "len", [value]).then()).rejects.toMatchObject({
        code: "NotEncodable",
        executed: "no",
        message: expect.stringMatching(
          new RegExp(`takes (at least )?\\d{7} bytes, which is more than the limit of ${limit}$`),
        ),
      });
    }
    expect(await pool.call("builtins", "len", [new Uint8Array(limit - 1000)])).toBe(limit - 1000);
  });

  it("are an error with both numbers on their way back", async () => {
    for (const make of [
      pool.call("builtins", "bytes", [limit]),
      pool.call("operator", "mul", ["x", limit]),
    ]) {
      await expect(make.then()).rejects.toMatchObject({
        code: "NotEncodable",
        message: expect.stringMatching(new RegExp(`\\d{7} bytes at least, of ${limit}$`)),
      });
    }
  });

  it("are so too when shared parts would make them large", async () => {
    const doubled = "__import__('functools').reduce(lambda x, _: [x, x], range(60), ['text'])";
    await expect(pool.call("builtins", "eval", [doubled]).then()).rejects.toMatchObject({
      code: "NotEncodable",
    });
  });
});

describe("values that are deep", () => {
  it.each([60, 100])("cross whole with %i levels", async (levels) => {
    expect(depthOf(await pool.call("copy", "copy", [nested(levels)]))).toBe(levels);
  });

  it("end in a reference where they are deeper", async () => {
    let value = await pool.call("copy", "copy", [nested(150)]);
    for (let level = 0; level < 100; level++) [value] = value as unknown[];
    expect(value).toBeInstanceOf(PyObject);
    expect(depthOf(await (value as PyObject).$value())).toBe(50);
  });

  it("are an error with the path on their way to Python beyond 400", async () => {
    await expect(pool.call("builtins", "len", [nested(402)]).then()).rejects.toMatchObject({
      code: "NotEncodable",
      message: expect.stringMatching(/args\[0\](\[0\])+: it is nested deeper than 400 levels$/),
    });
  });

  it("are an error where they contain themselves, and fine where they share a part", async () => {
    const part = [1];
    expect(await pool.call("builtins", "repr", [{ a: part, b: [part] }])).toBe("{'a': [1], 'b': [[1]]}");
    const row: Record<string, unknown> = {};
    row.again = [row];
    await expect(pool.call("builtins", "len", [row]).then()).rejects.toMatchObject({
      code: "NotEncodable",
      message: expect.stringMatching(
        /args\[0\]\.again contains itself: a cycle cannot cross to Python by value$/,
      ),
    });
  });
});
