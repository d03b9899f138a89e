import { describe, expect, it } from "vitest";
import type { SymbolFacts } from "../../../src/facts/facts.ts";
import type { Config, Library } from "../../../src/project/config/config.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { impureNames } from "../../../src/stages/resolve/pure-names.ts";
import { resolveUses, ungeneratedUses } from "../../../src/stages/resolve/resolve-uses.ts";
import type { Use } from "../../../src/stages/scan/use.ts";

const aFunction: SymbolFacts = { kind: "function", signature: { parameters: [], tier: "signature" } };
const aClass: SymbolFacts = {
  kind: "class",
  bases: [],
  constructor: { parameters: [], tier: "signature" },
  members: [],
};
const aModule: SymbolFacts = { kind: "module" };

const manifest: Manifest = {
  format: 1,
  libraries: { numpy: { distribution: "numpy", version: "2.4.0" } },
  symbols: {
    "numpy:": aModule,
    "numpy:mean": aFunction,
    "numpy:delete": aFunction,
    "numpy:ndarray": aClass,
    "numpy.linalg:": aModule,
    "numpy.linalg:norm": aFunction,
  },
};

function configOf(libraries: Record<string, string | Partial<Library> | true>): Config {
  return parseConfig({ libraries }, "/project/snakebridge.config.ts");
}

function use(module: string, ...path: string[]): Use {
  return { module, path, kind: "value", location: { file: "src/main.ts", line: 3, column: 5 } };
}

const numpy = configOf({ numpy: "*" });

describe("resolveUses", () => {
  it("finds known names through submodules, and marks the modules on the path as used", () => {
    const { used, queries } = resolveUses([use("numpy", "linalg", "norm")], manifest, numpy);
    expect([...used]).toEqual(["numpy:", "numpy.linalg:", "numpy.linalg:norm"]);
    expect(queries).toEqual([]);
  });

  it("stops at a class, which contains its members", () => {
    const { used, queries } = resolveUses([use("numpy", "ndarray", "sum")], manifest, numpy);
    expect([...used]).toContain("numpy:ndarray");
    expect(queries).toEqual([]);
  });

  it("decodes a reserved name with its suffix", () => {
    expect([...resolveUses([use("numpy", "delete_")], manifest, numpy).used]).toContain("numpy:delete");
    expect(resolveUses([use("numpy", "char", "delete_")], manifest, numpy).queries).toEqual([
      { module: "numpy", path: ["char", "delete"] },
    ]);
  });

  it("queries from the innermost known module, each query once", () => {
    const uses = [use("numpy", "linalg", "svd"), use("numpy.linalg", "svd"), use("numpy", "fft", "ifft")];
    expect(resolveUses(uses, manifest, numpy).queries).toEqual([
      { module: "numpy.linalg", path: ["svd"] },
      { module: "numpy", path: ["fft", "ifft"] },
    ]);
  });

  it("queries an unknown bare module", () => {
    const { queries } = resolveUses([use("numpy.fft")], manifest, numpy);
    expect(queries).toEqual([{ module: "numpy.fft", path: [] }]);
  });

  it("does not confuse names of Object.prototype with symbols", () => {
    const { queries, used } = resolveUses([use("numpy", "hasOwnProperty")], manifest, numpy);
    expect(used.size).toBe(0);
    expect(queries).toEqual([{ module: "numpy", path: ["hasOwnProperty"] }]);
  });

  it("reports a library that is not configured, with its location and a similar name", () => {
    const { diagnostics, queries } = resolveUses([use("nunpy", "mean")], manifest, numpy);
    expect(queries).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: "SB1003",
        message: 'Python library "nunpy" is not configured. Did you mean "numpy"?',
        location: { file: "src/main.ts", line: 3 },
      },
    ]);
  });

  it("selects the innermost library of a shared namespace", () => {
    const config = configOf({
      "google.protobuf": "*",
      google: { distribution: "google", exclude: ["protobuf"] },
    });
    const { diagnostics, queries } = resolveUses([use("google.protobuf", "message")], manifest, config);
    expect(diagnostics).toEqual([]);
    expect(queries).toHaveLength(1);
  });

  it("queries included names, and reports excluded ones", () => {
    const config = configOf({ numpy: { include: ["fft.fft"], exclude: ["linalg"] } });
    const { queries, diagnostics } = resolveUses([use("numpy", "linalg", "norm")], manifest, config);
    expect(queries).toEqual([{ module: "numpy", path: ["fft", "fft"] }]);
    expect(diagnostics).toMatchObject([{ code: "SB1008", location: { line: 3 } }]);
  });
});

describe("ungeneratedUses", () => {
  it("reports SB1001 with its location for each unknown use", () => {
    const resolution = resolveUses([use("numpy", "mean"), use("numpy", "median")], manifest, numpy);
    expect(ungeneratedUses(resolution)).toMatchObject([
      {
        code: "SB1001",
        message: '"numpy.median" is used but not generated.',
        location: { line: 3, column: 5 },
      },
    ]);
  });
});

describe("names that are declared pure", () => {
  it("are queried like included names", () => {
    const { queries, used } = resolveUses([], manifest, configOf({ numpy: { pure: ["mean", "median"] } }));
    expect([...used]).toContain("numpy:mean");
    expect(queries).toEqual([{ module: "numpy", path: ["median"] }]);
  });

  it("must be functions of modules", () => {
    const pure = ["mean", "linalg.norm", "ndarray", "unknown", "linalg", "ndarray.sum"];
    const messages = impureNames(manifest, configOf({ numpy: { pure } })).map(({ code, message }) => [
      code,
      message,
    ]);
    expect(messages).toEqual([
      ["SB2005", '"numpy.linalg" is declared pure but is a module, not a function.'],
      [
        "SB2005",
        '"numpy.ndarray.sum" is declared pure but is a member of an object, not a function of a module.',
      ],
    ]);
  });
});
