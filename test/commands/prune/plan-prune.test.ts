import { expect, it } from "vitest";
import { planPrune } from "../../../src/commands/prune/plan-prune.ts";
import type { SymbolFacts } from "../../../src/facts/facts.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";

const aFunction: SymbolFacts = { kind: "function", signature: { parameters: [], tier: "signature" } };
const manifest: Manifest = {
  format: 1,
  libraries: { numpy: { distribution: "numpy" }, scipy: { distribution: "scipy" } },
  symbols: {
    "numpy.linalg:": { kind: "module" },
    "numpy.linalg:norm": aFunction,
    "numpy.linalg:svd": aFunction,
    "numpy:": { kind: "module" },
    "numpy:mean": aFunction,
    "scipy.stats:": { kind: "module" },
    "scipy.stats:norm": aFunction,
    "scipy:": { kind: "module" },
  },
};
const nothing = { keys: new Set<string>(), names: new Set<string>() };
const { libraries } = parseConfig({ libraries: { numpy: "*" } }, "/project/snakebridge.config.ts");

const asks = (...keys: readonly string[]) => new Map(keys.map((key) => [key, "used"] as const));

it("keeps used names and their modules", () => {
  const plan = planPrune(manifest, asks("numpy.linalg:svd"), nothing, libraries);
  expect(Object.keys(plan.manifest.symbols)).toEqual(["numpy.linalg:", "numpy.linalg:svd", "numpy:"]);
  expect(plan.removed).toEqual([
    "numpy.linalg:norm",
    "numpy:mean",
    "scipy.stats:",
    "scipy.stats:norm",
    "scipy:",
  ]);
});

it("removes a library that is neither configured nor used, and keeps the module of a configured one", () => {
  const plan = planPrune(manifest, new Map(), nothing, libraries);
  expect(Object.keys(plan.manifest.libraries)).toEqual(["numpy"]);
  expect(Object.keys(plan.manifest.symbols)).toEqual(["numpy:"]);
});

it("keeps reachable classes, and removes those that are no longer reachable", () => {
  const aClass: SymbolFacts = {
    kind: "class",
    bases: [],
    constructor: { parameters: [], tier: "signature" },
    members: [],
  };
  const reached = {
    "numpy._a:A": "numpy:A",
    "numpy._b:B": "numpy:B",
    "numpy._c:C": null,
    "numpy._d:D": null,
  };
  const symbols = { ...manifest.symbols, "numpy:A": aClass, "numpy:B": aClass };
  const now = { keys: new Set(["numpy:A"]), names: new Set(["numpy._a:A", "numpy._c:C"]) };
  const plan = planPrune({ ...manifest, symbols, reached }, asks("numpy:mean"), now, libraries);
  expect(Object.keys(plan.manifest.symbols)).toEqual(["numpy:", "numpy:mean", "numpy:A"]);
  expect(plan.manifest.reached).toEqual({ "numpy._a:A": "numpy:A", "numpy._c:C": null });
});

it("keeps promoted names, with their reason, unless their library is no longer configured", () => {
  const promoted = ["numpy.linalg:norm", "scipy.stats:norm"];
  const asked = new Map([["numpy.linalg:norm", "promoted"] as const, ...asks("numpy:mean")]);
  const plan = planPrune({ ...manifest, promoted }, asked, nothing, libraries);
  expect(plan.manifest.promoted).toEqual(["numpy.linalg:norm"]);
  expect(plan.kept).toEqual({ "numpy.linalg:norm": "promoted" });
  expect(plan.removed).toEqual(["numpy.linalg:svd", "scipy.stats:", "scipy.stats:norm", "scipy:"]);
});
