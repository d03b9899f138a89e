import { expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import type { SymbolFacts } from "../../src/introspect/facts.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { planPrune } from "../../src/prune/plan-prune.ts";

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
const { libraries } = parseConfig({ libraries: { numpy: "*" } }, "/project/snakebridge.config.ts");

it("keeps what is used and the modules around it", () => {
  const plan = planPrune(manifest, new Set(["numpy.linalg:svd"]), libraries);
  expect(Object.keys(plan.manifest.symbols)).toEqual(["numpy.linalg:", "numpy.linalg:svd", "numpy:"]);
  expect(plan.removed).toEqual([
    "numpy.linalg:norm",
    "numpy:mean",
    "scipy.stats:",
    "scipy.stats:norm",
    "scipy:",
  ]);
});

it("forgets a library that is neither configured nor used, and keeps the module of one that is configured", () => {
  const plan = planPrune(manifest, new Set(), libraries);
  expect(Object.keys(plan.manifest.libraries)).toEqual(["numpy"]);
  expect(Object.keys(plan.manifest.symbols)).toEqual(["numpy:"]);
});
