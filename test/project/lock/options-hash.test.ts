import { expect, test } from "vitest";
import type { Config, Library } from "../../../src/project/config/config.ts";
import { optionsHash } from "../../../src/project/lock/options-hash.ts";

const numpy: Library = {
  name: "numpy",
  distribution: "numpy",
  version: ">=2",
  extras: ["a", "b"],
  include: [],
  exclude: [],
  pure: [],
  declarations: {},
};
const config: Config = {
  root: "/one",
  file: "/one/snakebridge.config.ts",
  environment: "default",
  environments: [],
  libraries: [numpy],
  include: ["src/**/*.ts"],
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
};
const hash = optionsHash(config);

test.each<Partial<Config>>([
  { root: "/two", file: "/two/snakebridge.config.json" },
  { interpreter: "/usr/bin/python3", uv: "/opt/uv" },
  { pool: { workers: 4, carrier: "grpc", timeoutMs: 1, memo: { size: 5 } } },
  { libraries: [{ ...numpy, extras: ["b", "a"] }] },
])("%j is no part of it", (change) => {
  expect(optionsHash({ ...config, ...change })).toBe(hash);
});

test.each<Partial<Config>>([
  { python: ">=3.11" },
  { output: "lib/py" },
  { excludeNewer: "2026-11-01" },
  { accelerator: "cpu" },
  { include: ["lib/**/*.ts"] },
  { libraries: [] },
  { libraries: [{ ...numpy, version: undefined }] },
  { libraries: [{ ...numpy, distribution: undefined }] },
  { libraries: [{ ...numpy, extras: ["a"] }] },
  { libraries: [{ ...numpy, include: ["linalg.svd"] }] },
  { libraries: [{ ...numpy, exclude: ["linalg"] }] },
  { libraries: [{ ...numpy, pure: ["linalg.norm"] }] },
])("%j is part of it", (change) => {
  expect(optionsHash({ ...config, ...change })).not.toBe(hash);
});
