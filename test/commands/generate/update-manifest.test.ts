import { expect, it } from "vitest";
import { libraryRecords, outdatedLibraries } from "../../../src/commands/generate/library-records.ts";
import { splitOutdated, updateManifest } from "../../../src/commands/generate/update-manifest.ts";
import type { Answer, SymbolFacts } from "../../../src/facts/facts.ts";
import type { LockedEnvironment } from "../../../src/project/lock/lock.ts";
import { numpyManifest } from "../../support/generated-project.ts";

function environment(...versions: string[]): LockedEnvironment {
  return {
    python: { requirement: ">=3.10", version: "3.11.7" },
    requirements: [],
    packages: versions.map((version) => ({ name: "numpy", version, hashes: [] })),
    platforms: {},
  };
}

const found = (module: string, name: string, doc: string): Answer => ({
  found: {
    module,
    name,
    consumed: 1,
    facts: { kind: "function", doc, signature: { parameters: [], tier: "signature" } } satisfies SymbolFacts,
  },
});

const records = { numpy: { distribution: "numpy", version: "2.5.0" } };

it("finds a library whose locked version changed, not a library with several versions", () => {
  expect(outdatedLibraries(numpyManifest, environment("2.4.6"), [])).toEqual([]);
  expect(outdatedLibraries(numpyManifest, environment("2.3.0", "2.4.6"), [])).toEqual([]);
  expect(outdatedLibraries(numpyManifest, environment("2.5.0"), [])).toEqual(["numpy"]);
});

it("finds the standard library outdated when Python's minor version changes", () => {
  const manifest = { ...numpyManifest, libraries: { math: { python: "3.10" }, json: { python: "3.11" } } };
  expect(outdatedLibraries(manifest, environment(), [])).toEqual(["math"]);
});

it("records the installed version, and keeps a recorded one that the lock still has", () => {
  const libraries = [
    {
      name: "numpy",
      distribution: "numpy",
      version: undefined,
      extras: [],
      include: [],
      exclude: [],
      pure: [],
      declarations: {},
    },
  ];
  const installed = new Map([["numpy", "2.5.0"]]);
  const record = (...versions: string[]) =>
    libraryRecords(libraries, environment(...versions), installed, numpyManifest).numpy?.version;
  expect(record("2.4.6", "2.5.0")).toBe("2.4.6");
  expect(record("2.5.0")).toBe("2.5.0");
});

it("queries every symbol of an outdated library again, and removes those that no longer exist", () => {
  const { current, queries } = splitOutdated(numpyManifest, ["numpy"]);
  expect(current.symbols).toEqual({});
  expect(queries).toContainEqual({ module: "numpy.linalg", path: ["norm"] });
  expect(queries).toContainEqual({ module: "numpy", path: [] });
  const answers: Answer[] = [
    found("numpy", "mean", "new"),
    { missing: { module: "numpy", at: 0, suggestions: [] } },
    found("numpy.linalg", "norm", "new"),
  ];
  const updated = updateManifest(numpyManifest, current, answers, records, ["numpy"]);
  expect(Object.keys(updated.symbols)).not.toContain("numpy:median");
  expect(updated.symbols["numpy:mean"]).toMatchObject({ doc: "new" });
  expect(updated.libraries.numpy?.version).toBe("2.5.0");
});

it("treats a removed submodule as an answer, not as a failed library", () => {
  const { current } = splitOutdated(numpyManifest, ["numpy"]);
  const gone: Answer = { failed: { module: "numpy.linalg", reason: "not-found", message: "no such module" } };
  const answers = [found("numpy", "mean", "new"), gone];
  const updated = updateManifest(numpyManifest, current, answers, records, ["numpy"]);
  expect(Object.keys(updated.symbols)).toEqual(["numpy:", "numpy:mean"]);
  expect(updated.libraries.numpy?.version).toBe("2.5.0");
});

it("keeps all symbols of an outdated library that failed, so that the next run tries again", () => {
  const { current, queries } = splitOutdated(numpyManifest, ["numpy"]);
  const failed: Answer = { failed: { module: "numpy", reason: "raised", message: "ImportError" } };
  const updated = updateManifest(
    numpyManifest,
    current,
    queries.map(() => failed),
    records,
    ["numpy"],
  );
  expect(updated).toEqual(numpyManifest);
});
