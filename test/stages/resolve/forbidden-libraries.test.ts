import { describe, expect, it } from "vitest";
import { forbiddenPackages } from "../../../src/environment/packages/forbidden-packages.ts";
import type { Config, ConfigInput } from "../../../src/project/config/config.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { forbiddenLibraries } from "../../../src/stages/resolve/forbidden-libraries.ts";
import type { Use } from "../../../src/stages/scan/use.ts";

function configOf(libraries: ConfigInput["libraries"], allow?: ConfigInput["allow"]): Config {
  return parseConfig({ libraries, ...(allow ? { allow } : {}) }, "/project/snakebridge.config.ts");
}

function use(module: string, line: number): Use {
  return { module, path: ["x"], kind: "value", location: { file: "src/main.ts", line, column: 1 } };
}

describe("libraries that are not allowed", () => {
  const findings = (uses: readonly Use[], config: Config) =>
    forbiddenLibraries(uses, config).map(({ code, message, location }) => [code, message, location?.line]);

  it("are reported once for each file that uses them, and if they are only configured", () => {
    const config = configOf({ numpy: "*", torch: "*", pandas: "*" }, ["numpy"]);
    const uses = [use("numpy.linalg", 1), use("torch", 2), use("torch.nn", 3), use("subprocess", 4)];
    expect(findings(uses, config)).toEqual([
      ["SB1010", '"torch" is used, but the configuration does not allow it.', 2],
      ["SB1010", '"subprocess" is used, but the configuration does not allow it.', 4],
      ["SB1010", '"pandas" is configured, but the configuration does not allow it.', undefined],
    ]);
  });

  it("match by import name or distribution, parts of a namespace by their own name", () => {
    const libraries = { sklearn: "*", yaml: "*", "google.cloud.storage": "*", math: true as const };
    const config = configOf(libraries, { libraries: ["Scikit_Learn", "PyYAML", "google.cloud", "math"] });
    expect(findings([use("sklearn.svm", 1), use("google.cloud.storage.blob", 2)], config)).toEqual([]);
    expect(findings([use("google.auth", 3)], config)).toMatchObject([["SB1010", expect.any(String), 3]]);
  });

  it("are none without an allow list, and all with an empty one", () => {
    expect(findings([use("os", 1)], configOf({ os: true }))).toEqual([]);
    expect(findings([use("os", 1)], configOf({ os: true }, []))).toHaveLength(1);
  });
});

describe("packages that are not allowed", () => {
  const resolved = ["grpcio", "msgpack", "numpy", "pandas", "pytz"].map((name) => ({ name, version: "1" }));

  it("are reported together with their dependencies, without snakebridge's own", () => {
    const findings = forbiddenPackages(configOf({}, { packages: ["NumPy"] }), resolved);
    expect(findings).toMatchObject([
      { code: "SB3012", message: expect.stringContaining("pandas 1, pytz 1"), fix: expect.any(String) },
    ]);
  });

  it("are none without an allow list", () => {
    expect(forbiddenPackages(configOf({}, ["numpy"]), resolved)).toEqual([]);
  });
});
