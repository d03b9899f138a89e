import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureEnvironments } from "../../src/environment/ensure-environments.ts";
import type { Config } from "../../src/project/config/config.ts";
import {
  configIn,
  ensureEnvironment,
  library,
  lockOf,
  realUv,
  temporaryFolder,
  withVariables,
} from "./support.ts";

let uv: string;
let root: string;
let restore: () => void;

beforeAll(async () => {
  uv = await realUv();
});
beforeEach(async () => {
  root = await temporaryFolder();
  restore = withVariables({ SNAKEBRIDGE_UV: uv, UV_HTTP_RETRIES: "0" });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

const config = (change: Partial<Config> = {}) => configIn(root, change);
const failsWith = (code: string, message: string) => ({
  diagnostics: [
    { code, message: expect.stringContaining(message), fix: expect.any(String), detail: expect.any(String) },
  ],
});

describe("requests that cannot be met", () => {
  test.each<[string, Partial<Config>, string, string]>([
    [
      "an unknown distribution",
      { libraries: [library("yaml", undefined, { distribution: "snakebridge-no-such-distribution" })] },
      "SB3004",
      'for the library "yaml"',
    ],
    [
      "an unknown distribution with an extra",
      {
        libraries: [
          library("x", ">=1", { distribution: "snakebridge-no-such-distribution", extras: ["fast"] }),
        ],
      },
      "SB3004",
      "snakebridge-no-such-distribution",
    ],
    ["a range without a version", { libraries: [library("six", ">=99")] }, "SB3005", "six>=99"],
    ["an unsatisfiable range", { libraries: [library("six", ">=2,<1")] }, "SB3005", "six>=2,<1"],
    [
      "two conflicting libraries",
      {
        libraries: [
          library("idna", "<3"),
          library("requests", ">=2.32"),
          library("i", ">=3.9", { distribution: "idna" }),
        ],
      },
      "SB3006",
      "idna<3, idna>=3.9",
    ],
    [
      "a library that conflicts with the worker",
      { libraries: [library("msgpack", "<1")] },
      "SB3006",
      "msgpack<1",
    ],
    ["a distribution without wheels", { libraries: [library("docopt")] }, "SB3013", "no compatible wheel"],
  ])("%s", async (_, change, code, message) => {
    await expect(ensureEnvironment(config(change), undefined)).rejects.toMatchObject(
      failsWith(code, message),
    );
  });

  test("leave the environment that was there in working order", async () => {
    const { locked } = await ensureEnvironment(config(), undefined);
    const lock = lockOf(locked);
    const change = { libraries: [library("six", ">=99")] };
    await expect(ensureEnvironment(config(change), lock)).rejects.toThrow("SB3005");
    expect(await readdir(join(root, ".snakebridge"))).toEqual([".gitignore", "environments", "runtime.json"]);
    const noUv = { uv: join(root, "missing") };
    expect(await ensureEnvironment(config(noUv), lock)).toMatchObject({ changed: false });
  });
});

test("libraries that cannot be resolved together can be in two environments, as the finding shows", async () => {
  const [old, young] = [library("idna", "<3"), library("i", ">=3.9", { distribution: "idna" })];
  const together = config({
    libraries: [
      old,
      library("requests", "==2.25.1"),
      library("types_requests", ">=2.32", { distribution: "types-requests" }),
    ],
  });
  await expect(ensureEnvironment(together, undefined)).rejects.toMatchObject({
    diagnostics: [
      {
        code: "SB3006",
        message: expect.stringMatching(/requests==2.25.1, types-requests>=2.32 \(.*depends on urllib3>=2/),
        fix: expect.stringContaining("environments: { other: { libraries: { types_requests: "),
      },
    ],
  });
  const parted = config({
    libraries: [old],
    environments: [{ ...config({ libraries: [young] }), environment: "other" }],
  });
  const made = await ensureEnvironments(parted, undefined);
  expect(made.map(({ locked }) => locked.packages.find(({ name }) => name === "idna")?.version[0])).toEqual([
    "2",
    "3",
  ]);
});

describe("without a network", () => {
  test("the index cannot be reached", async () => {
    const undo = withVariables({
      UV_DEFAULT_INDEX: "http://127.0.0.1:9/simple",
      UV_CACHE_DIR: join(root, "cold"),
    });
    await expect(ensureEnvironment(config(), undefined)).rejects.toMatchObject(
      failsWith("SB3007", "cannot be reached"),
    );
    undo();
  });

  test("offline with a cold cache names what is missing; with a warm one everything works", async () => {
    const undo = withVariables({ UV_CACHE_DIR: join(root, "cold") });
    await expect(ensureEnvironment(config(), undefined, { offline: true })).rejects.toMatchObject(
      failsWith("SB3007", "is not in uv's cache"),
    );
    undo();
    const { locked } = await ensureEnvironment(config(), undefined);
    const cold = withVariables({ UV_CACHE_DIR: join(root, "colder") });
    await rm(join(root, ".snakebridge"), { recursive: true });
    await expect(ensureEnvironment(config(), lockOf(locked), { offline: true })).rejects.toMatchObject(
      failsWith("SB3007", "is not in uv's cache"),
    );
    cold();
    expect(await ensureEnvironment(config(), lockOf(locked), { offline: true })).toMatchObject({
      changed: true,
    });
    expect(await ensureEnvironment(config(), undefined, { offline: true })).toMatchObject({ locked });
  });
});

test("no Python meets the requirement: all that are there are named", async () => {
  const undo = withVariables({ UV_PYTHON_DOWNLOADS: "never" });
  await expect(ensureEnvironment(config({ python: ">=3.99" }), undefined)).rejects.toMatchObject(
    failsWith("SB3002", "No Python meets >=3.99"),
  );
  undo();
});
