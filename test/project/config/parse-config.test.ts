import { describe, expect, test } from "vitest";
import type { Config, ConfigInput } from "../../../src/project/config/config.ts";
import { defineConfig } from "../../../src/project/config/define-config.ts";
import { configJsonSchema } from "../../../src/project/config/json-schema.ts";
import { ConfigError, parseConfig } from "../../../src/project/config/parse-config.ts";

const file = "/project/snakebridge.config.ts";
const parse = (input: ConfigInput): Config => parseConfig(defineConfig(input), file);

function mistakes(input: unknown): string[] {
  try {
    parseConfig(input, file);
  } catch (error) {
    if (error instanceof ConfigError) return error.diagnostics.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe("a valid configuration", () => {
  test("gets every default", () =>
    expect(parse({ libraries: {} })).toEqual({
      root: "/project",
      environment: "default",
      environments: [],
      file,
      libraries: [],
      include: ["*.{ts,tsx,mts,cts}", "{src,test,tests}/**/*.{ts,tsx,mts,cts}"],
      exclude: [],
      output: "src/py",
      lock: "snakebridge.lock",
      python: ">=3.10",
      interpreter: undefined,
      existing: undefined,
      excludeNewer: undefined,
      accelerator: undefined,
      uv: undefined,
      allow: { libraries: undefined, packages: undefined, builds: [] },
      offline: false,
      ledger: true,
      pool: { workers: 1, carrier: "auto", timeoutMs: undefined, memo: undefined },
    }));

  test("keeps its values", () =>
    expect(
      parse({
        $schema: "./node_modules/snakebridge/dist/schema.json",
        libraries: {},
        include: ["app/**/*.ts"],
        exclude: ["app/old/**"],
        output: "./app/python/",
        lock: "../../snakebridge.lock",
        python: ">= 3.11, <3.13",
        interpreter: "/usr/bin/python3",
        excludeNewer: "2026-11-01T12:00:00+01:00",
        uv: "tools/uv",
        pool: { workers: 4, carrier: "grpc", timeoutMs: 1500, memo: { ttlMs: 60_000, size: 10 } },
      }),
    ).toMatchObject({
      include: ["app/**/*.ts"],
      exclude: ["app/old/**"],
      output: "app/python",
      lock: "../../snakebridge.lock",
      python: ">=3.11,<3.13",
      interpreter: "/usr/bin/python3",
      excludeNewer: "2026-11-01T12:00:00+01:00",
      uv: "tools/uv",
      pool: { workers: 4, carrier: "grpc", timeoutMs: 1500, memo: { ttlMs: 60_000, size: 10 } },
    }));

  test("completes libraries and sorts them", () => {
    const { libraries } = parse({
      libraries: {
        sklearn: ">=1.5",
        numpy: { version: ">=2, <3", extras: ["b", "a", "b"], include: ["linalg.svd"], exclude: ["typing"] },
        math: true,
        json: "*",
        _custom: { stdlib: true },
        dataclasses: { distribution: "dataclasses" },
        "google.protobuf": true,
        "google.cloud.storage": true,
        cv2: { distribution: "opencv-python-headless" },
        __future__: true,
      },
    });
    expect(libraries.map(({ name, distribution, version }) => [name, distribution, version])).toEqual([
      ["__future__", undefined, undefined],
      ["_custom", undefined, undefined],
      ["cv2", "opencv-python-headless", undefined],
      ["dataclasses", "dataclasses", undefined],
      ["google.cloud.storage", "google-cloud-storage", undefined],
      ["google.protobuf", "protobuf", undefined],
      ["json", undefined, undefined],
      ["math", undefined, undefined],
      ["numpy", "numpy", ">=2,<3"],
      ["sklearn", "scikit-learn", ">=1.5"],
    ]);
    expect(libraries.find(({ name }) => name === "numpy")).toMatchObject({
      extras: ["a", "b"],
      include: ["linalg.svd"],
      exclude: ["typing"],
    });
  });

  test("knows where Windows files are", () =>
    expect(parseConfig({ libraries: {} }, "C:\\project\\snakebridge.config.ts").root).toBe("C:\\project"));
});

describe("mistakes", () => {
  test("all at once, each with its path, the expected value, the value found, and a suggestion", () =>
    expect(
      mistakes({
        libaries: {},
        libraries: {
          "scikit-learn": "*",
          pillow: "*",
          "my-own": "*",
          "1st": "*",
          numpy: { version: "^2", extra: [], distribution: "numpy>=2", include: ["a b"] },
          pandas: 3,
          torch: { version: 2 },
          math: ">=3",
          json: { distribution: "json", stdlib: true },
        },
        include: "src",
        output: "../outside",
        lock: "/etc/lock",
        python: "3.11",
        pool: { workers: 0, carrier: "line", timeout: 3 },
      }),
    ).toMatchInlineSnapshot(`
      [
        "libraries["scikit-learn"]: expected the name that Python code imports, found "scikit-learn". Did you mean "sklearn"?",
        "libraries.pillow: expected the name that Python code imports, found "pillow". Did you mean "PIL"?",
        "libraries["my-own"]: expected the name that Python code imports, found "my-own". Did you mean "my_own"?",
        "libraries["1st"]: expected the name that Python code imports, found "1st".",
        "libraries.numpy.version: expected a version range such as ">=2,<3", found "^2" ("^2" does not begin with one of == != <= >= < > ~= ===). Did you mean ">=2,<3"?",
        "libraries.numpy.distribution: expected the name of a distribution, without version and extras, found "numpy>=2". Did you mean "numpy"?",
        "libraries.numpy.include[0]: expected a name inside the library such as "linalg.svd", found "a b".",
        "libraries.numpy.extra: unknown key. Did you mean "extras"?",
        "libraries.pandas: expected a version range, true, or an object, found 3.",
        "libraries.torch.version: expected a string, found 2.",
        "include: expected an array, found "src".",
        "output: expected a folder inside the project, relative to the configuration file, found "../outside".",
        "lock: expected a path relative to the configuration file, found "/etc/lock".",
        "python: expected a version range such as ">=2,<3", found "3.11" ("3.11" does not begin with one of == != <= >= < > ~= ===). Did you mean "==3.11.*"?",
        "pool.workers: expected a number of at least 1, found 0.",
        "pool.carrier: expected one of "auto", "lane", "grpc", found "line". Did you mean "lane"?",
        "pool.timeout: unknown key. Did you mean "timeoutMs"?",
        "libaries: unknown key. Did you mean "libraries"?",
        "libraries.math: math is part of Python's standard library, which has no separate version. Write math: true; set the version of Python under "python".",
        "libraries.json.distribution: json is part of Python's standard library, which has no separate distribution. Write json: true; set the version of Python under "python".",
      ]
    `));

  test.each<[input: unknown, mistake: string]>([
    [undefined, "expected an object, found nothing."],
    [null, "expected an object, found null."],
    [[], "expected an object, found an array."],
    [() => {}, "expected an object, found a function."],
    [{}, "libraries: expected an object, found nothing."],
    [{ libraries: [] }, "libraries: expected an object, found an array."],
    [{ libraries: {}, output: "." }, "output: expected a folder inside the project"],
    [{ libraries: {}, output: "C:\\x" }, "output: expected a folder inside the project"],
    [{ libraries: {}, uv: " " }, 'uv: expected a path, found " ".'],
    [{ libraries: {}, pool: { workers: 1.5 } }, "pool.workers: expected a whole number, found 1.5."],
    [{ libraries: {}, pool: { workers: 1000 } }, "pool.workers: expected a number of at most 256"],
    [{ libraries: {}, pool: { timeoutMs: Number.NaN } }, "pool.timeoutMs: expected a number"],
    [
      { libraries: { numpy: false } },
      "libraries.numpy: expected a version range, true, or an object, found false.",
    ],
  ])("%o", (input, mistake) => expect(mistakes(input)[0]).toContain(mistake));

  test("keys that every object has are unknown keys like others", () => {
    expect(mistakes(JSON.parse(`{ "libraries": { "__proto__": 3 }, "constructor": 1 }`))).not.toEqual([]);
    expect(mistakes({ libraries: { constructor: "*" } })).toEqual([]);
  });
});

test("the JSON schema describes the same keys and forbids others", () => {
  const schema = configJsonSchema() as unknown as {
    additionalProperties: boolean;
    required: string[];
    properties: Record<string, { description?: string }>;
  };
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toBeUndefined();
  expect(Object.keys(schema.properties).sort()).toEqual(
    [
      "$schema",
      "libraries",
      "environments",
      "include",
      "exclude",
      "output",
      "lock",
      "python",
      "interpreter",
      "ledger",
      "uv",
      "pool",
      "accelerator",
      "excludeNewer",
      "allow",
      "existing",
      "offline",
    ].sort(),
  );
  for (const { description } of Object.values(schema.properties)) expect(description).toBeTruthy();
});

describe("environments", () => {
  const { environments } = parse({
    libraries: { numpy: "*" },
    python: ">=3.11",
    interpreter: "/usr/bin/python3",
    excludeNewer: "2026-11-01",
    pool: { workers: 2, carrier: "grpc" },
    environments: {
      vision: { libraries: { torch: true }, pool: { workers: 4 }, accelerator: "cuda" },
      legacy: { libraries: { numpy: "<2" }, python: "<3.13" },
    },
  });

  test("are full configurations, with missing options from the top level", () =>
    expect(environments).toMatchObject([
      {
        environment: "legacy",
        environments: [],
        libraries: [{ name: "numpy", version: "<2" }],
        output: "src/py/@legacy",
        python: "<3.13",
        interpreter: undefined,
        excludeNewer: "2026-11-01",
        accelerator: undefined,
        pool: { workers: 2, carrier: "grpc" },
      },
      {
        environment: "vision",
        libraries: [{ name: "torch" }],
        output: "src/py/@vision",
        python: ">=3.11",
        interpreter: "/usr/bin/python3",
        accelerator: "cuda",
        pool: { workers: 4, carrier: "grpc" },
      },
    ]));

  test("replace the top-level libraries", () =>
    expect(parse({ environments: { one: { libraries: {} } } }).libraries).toEqual([]));

  test.each<[unknown, string]>([
    [{ environments: {} }, "libraries: expected an object, found nothing."],
    [{ environments: { one: {} } }, "environments.one.libraries: expected an object, found nothing."],
    [{ environments: { one: { libraries: {}, lock: "x" } } }, "environments.one.lock: unknown key."],
    [
      { environments: { default: { libraries: {} } } },
      'environments.default: expected a name such as "legacy"',
    ],
    [{ environments: { con: { libraries: {} } } }, 'environments.con: expected a name such as "legacy"'],
    [{ environments: { "a/b": { libraries: {} } } }, 'environments["a/b"]: expected a name'],
    [
      { environments: { one: { libraries: { json: ">=2" } } } },
      "environments.one.libraries.json: json is part of Python's standard library",
    ],
    [
      { environments: { One: { libraries: {} }, one: { libraries: {} } } },
      'environments.one: expected another name: "One" differs only in case.',
    ],
  ])("%j", (input, mistake) => expect(mistakes(input)).toEqual([expect.stringContaining(mistake)]));
});
