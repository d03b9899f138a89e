import { describe, expect, it } from "vitest";
import { countModules, renderProject } from "../../../src/commands/project/render-project.ts";
import type { Config } from "../../../src/project/config/config.ts";
import { environmentsOf } from "../../../src/project/config/environments.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";

const file = "/project/snakebridge.config.ts";

function constants(...keys: readonly string[]): Manifest {
  return {
    ...emptyManifest,
    symbols: Object.fromEntries(keys.map((key) => [key, { kind: "constant", value: 1 }])),
  };
}

/** The manifests by the environment's name. */
function render(config: Config, manifests: Readonly<Record<string, Manifest>>) {
  return renderProject(
    environmentsOf(config).map((each) => ({
      config: each,
      manifest: manifests[each.environment] ?? emptyManifest,
    })),
  );
}
const paths = (files: ReturnType<typeof renderProject>) => files.map(({ path }) => path);

describe("a project of one environment", () => {
  const config = parseConfig({ libraries: { numpy: "*" } }, file);

  it("has two files for a module, and its manifest after them", () => {
    const files = render(config, { default: constants("numpy.linalg:x") });
    expect(paths(files)).toEqual([
      "src/py/numpy.ts",
      "src/py/numpy.js",
      "src/py/numpy/linalg.ts",
      "src/py/numpy/linalg.js",
      "src/py/manifest.json",
    ]);
    expect(countModules(paths(files))).toBe(2);
  });

  it("has an empty module for a library that nothing uses", () => {
    expect(paths(render(config, {}))).toContain("src/py/numpy.ts");
  });

  it("is the same for the same manifest", () => {
    const manifest = constants("numpy:a", "numpy:b");
    expect(render(config, { default: manifest })).toEqual(
      render(config, { default: { ...manifest, symbols: { ...constants("numpy:b", "numpy:a").symbols } } }),
    );
  });
});

describe("a named environment", () => {
  const config = parseConfig(
    { libraries: { numpy: "*" }, environments: { vision: { libraries: { torch: "*", numpy: "*" } } } },
    file,
  );
  const files = render(config, { default: constants("numpy:x"), vision: constants("torch:x", "numpy:x") });

  it("has its files in a folder of its own", () => {
    expect(paths(files)).toEqual(
      expect.arrayContaining([
        "src/py/@vision/torch.ts",
        "src/py/@vision/numpy.ts",
        "src/py/@vision/manifest.json",
      ]),
    );
  });

  it("gives the names without it to libraries that only it has", () => {
    const content = files.find(({ path }) => path === "src/py/torch.ts")?.content;
    expect(content).toContain("./@vision/torch.js");
  });

  it("leaves the others to the environment without a name", () => {
    const numpy = files.filter(({ path }) => path === "src/py/numpy.ts");
    expect(numpy).toHaveLength(1);
    expect(numpy[0]?.content).not.toContain("@vision");
  });
});
