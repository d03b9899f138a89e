import { expect, it } from "vitest";
import type { Answer } from "../../../src/facts/facts.ts";
import { emptyManifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";

const found = (module: string, name: string | undefined, value: number): Answer => ({
  found: { module, ...(name ? { name } : {}), consumed: 1, facts: { kind: "constant", value } },
});

it("adds symbols, the modules on the way to them, and libraries", () => {
  const merged = mergeAnswers(emptyManifest, [found("scipy.linalg.lapack", "x", 1)], {
    scipy: { version: "1.0" },
  });
  expect(Object.keys(merged.symbols)).toEqual([
    "scipy.linalg.lapack:",
    "scipy.linalg.lapack:x",
    "scipy.linalg:",
    "scipy:",
  ]);
  expect(merged.libraries).toEqual({ scipy: { version: "1.0" } });
});

it("replaces older facts, and removes nothing", () => {
  const before = mergeAnswers(emptyManifest, [found("m", "x", 1), found("m", "y", 1)]);
  const after = mergeAnswers(before, [found("m", "x", 2)]);
  expect(after.symbols).toMatchObject({ "m:x": { value: 2 }, "m:y": { value: 1 } });
});

it("records the TypeScript name of a symbol where it differs", () => {
  const { symbols } = mergeAnswers(emptyManifest, [found("m", "delete", 1), found("m", "x", 1)]);
  expect(symbols["m:delete"]).toMatchObject({ tsName: "delete_" });
  expect(symbols["m:x"]).not.toHaveProperty("tsName");
});

it("takes nothing from answers without a symbol", () => {
  const missing: Answer = { missing: { module: "m", at: 0, suggestions: [] } };
  expect(mergeAnswers(emptyManifest, [missing])).toEqual(emptyManifest);
});
