import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

interface Row {
  /** What the guide says. */
  readonly python: string;
  readonly arrives: string;
  readonly back: string;
  /** Classes of what arrives; each is seen at least once. */
  readonly as: readonly string[];
  /** It goes back as what Python itself has. */
  readonly plain?: true;
  /** Python expressions, at the limits of the type. */
  readonly cases: readonly string[];
}

const root = join(import.meta.dirname, "../../..");
const table = JSON.parse(await readFile(join(root, "fixtures/values/values.json"), "utf8")) as Row[];

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "values");
});
afterAll(() => worker.stop());

function classOf(value: unknown): string {
  if (typeof value !== "object") return typeof value;
  return value === null ? "null" : (value.constructor as { name: string }).name;
}

describe.each(table)("$python", ({ as, plain, cases }) => {
  it("arrives as the table says, and goes back as the same", async () => {
    const seen = new Set<string>();
    for (const source of cases) {
      const made = call("value_cases", "made", [source]).with({ pool: worker });
      const [held, value] = [await made.ref(), await made];
      seen.add(classOf(value));
      expect(
        await call("value_cases", "is_same", [value, held, plain ?? false]).with({ pool: worker }),
        source,
      ).toBe(true);
    }
    expect([...seen].sort()).toEqual([...as].sort());
  });
});

it("the guide has each row of the table", async () => {
  const guide = await readFile(join(root, "docs/guide/values.md"), "utf8");
  const rows = table.map(({ python, arrives, back }) => `| ${python} | ${arrives} | ${back} |`);
  expect(
    guide
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(1, rows.length + 1),
  ).toEqual(rows);
});
