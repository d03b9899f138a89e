import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentProgress } from "../../../src/diagnostics/progress.ts";
import { ensureEnvironment } from "../../../src/environment/ensure-environment.ts";
import { explainPipFailure } from "../../../src/environment/pip/explain-pip-failure.ts";
import { distributionVersions } from "../../../src/environment/python/distribution-versions.ts";
import type { Config } from "../../../src/project/config/config.ts";
import { testPython } from "../../support/test-python.ts";
import { configIn, library, lockOf, realUv, temporaryFolder, withVariables } from "../support.ts";

/** Real pip and a real index, but no uv: it is not on this machine, and pip does not find it. */
let root: string;
let uv: string;
let restore: () => void;

beforeAll(async () => {
  uv = await realUv();
});
beforeEach(async () => {
  root = await temporaryFolder();
  await mkdir(join(root, "tools"));
  const { stdout: python } = await execa(testPython, ["-c", "import sys; print(sys._base_executable)"]);
  const refusal = `grep -q '^uv==' requirements.txt 2>/dev/null && echo "ERROR: No matching distribution found for uv" >&2 && exit 1`;
  await writeFile(join(root, "tools/python3"), `#!/bin/sh\n${refusal}\nexec ${python} "$@"\n`);
  await chmod(join(root, "tools/python3"), 0o755);
  restore = withVariables({
    PATH: `${join(root, "tools")}:/usr/bin:/bin`,
    SNAKEBRIDGE_UV: undefined,
    SNAKEBRIDGE_CACHE: join(root, "cache"),
    UV_PYTHON_DOWNLOADS: "never",
  });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

const config = (change: Partial<Config> = {}) => configIn(root, change);
const failsWith = (code: string, message: string) => ({
  diagnostics: [{ code, message: expect.stringContaining(message), fix: expect.any(String) }],
});

describe.skipIf(process.platform === "win32")("without uv", () => {
  test("pip resolves, locks by hash and installs, with one note", async () => {
    const notes: string[] = [];
    const progress = { ...silentProgress, note: (text: string) => void notes.push(text) };
    const made = await ensureEnvironment(config(), undefined, { progress });
    expect(notes.filter((note) => note.includes("Using pip"))).toHaveLength(1);
    expect(made.locked).toMatchObject({
      resolvedFor: expect.stringMatching(/^cp3/),
      requirements: expect.arrayContaining(["six"]),
      packages: expect.arrayContaining([
        { name: "six", version: expect.any(String), hashes: [expect.stringMatching(/^sha256:/)] },
      ]),
    });
    const { stdout } = await execa(made.python, ["-I", "-c", "import six, grpc, msgpack; print('ok')"]);
    expect(stdout).toBe("ok");
    const again = await ensureEnvironment(config(), lockOf(made.locked), { progress });
    expect(again).toEqual({ ...made, changed: false });
    expect(notes.filter((note) => note.includes("Using pip"))).toHaveLength(1);
  });

  test("the lock that uv made is installed as it is, and what goes is gone", async () => {
    const with_ = config({ uv, libraries: [library("six", "==1.16.0"), library("idna", "<3.10")] });
    const { locked } = await ensureEnvironment(with_, undefined);
    await rm(join(root, ".snakebridge"), { recursive: true });
    const same = await ensureEnvironment({ ...with_, uv: undefined }, lockOf(locked), { locked: true });
    expect(same.locked).toEqual(locked);
    const installed = await distributionVersions(same);
    expect(Object.fromEntries(installed)).toMatchObject({
      six: "1.16.0",
      idna: expect.stringMatching(/^3\./),
    });
    expect([...installed.keys()]).not.toContain("pip");

    const less = await ensureEnvironment(config({ libraries: [library("six")] }), lockOf(locked));
    expect((await distributionVersions(less)).has("idna")).toBe(false);
    // Locked versions stay, as they do with uv.
    expect((await distributionVersions(less)).get("six")).toBe("1.16.0");
  });

  test("its lock is for one platform: another machine resolves again, or refuses", async () => {
    const made = await ensureEnvironment(config(), undefined);
    const elsewhere = lockOf({ ...made.locked, resolvedFor: "cp311-cp311-other" });
    await rm(join(root, ".snakebridge"), { recursive: true });
    await expect(ensureEnvironment(config(), elsewhere, { locked: true })).rejects.toMatchObject({
      diagnostics: [{ code: "SB5006" }],
    });
    const again = await ensureEnvironment(config({ uv }), elsewhere);
    expect(again.locked.resolvedFor).toBeUndefined();
    expect(again.locked.packages.find(({ name }) => name === "grpcio")?.hashes.length).toBeGreaterThan(10);
  });

  test("a hash that differs in one digit stops the installation", async () => {
    const { locked } = await ensureEnvironment(config(), undefined);
    const packages = locked.packages.map((each) =>
      each.name === "six" ? { ...each, hashes: [`sha256:${"0".repeat(64)}`] } : each,
    );
    await expect(ensureEnvironment(config(), lockOf({ ...locked, packages }))).rejects.toMatchObject(
      failsWith("SB3008", "does not match"),
    );
  });

  test.each<[string, Partial<Config>, object, string, string]>([
    ["an unknown name", { libraries: [library("snakebridge-no-such-thing")] }, {}, "SB3004", "no-such-thing"],
    ["a range without a version", { libraries: [library("six", ">=99")] }, {}, "SB3005", "six>=99"],
    [
      "two conflicting libraries",
      { libraries: [library("requests", ">=2.31"), library("idna", "<2.5")] },
      {},
      "SB3006",
      "conflict",
    ],
    ["no network", {}, { offline: true }, "SB3007", "is not on this machine"],
    ["no such Python", { python: ">=3.99" }, {}, "SB3002", "only uv could fetch one"],
  ])("%s has its own error", async (_, change, options, code, message) => {
    await expect(ensureEnvironment(config(change), undefined, options)).rejects.toMatchObject(
      failsWith(code, message),
    );
  });
});

test("other output of pip is passed on", () => {
  const said = { stdout: "", stderr: "ERROR: something else\n" };
  expect(explainPipFailure(said, { lock: "snakebridge.lock" }, "install")).toMatchObject({
    code: "SB3009",
    message: "pip failed to install the packages.",
    detail: "ERROR: something else",
  });
});
