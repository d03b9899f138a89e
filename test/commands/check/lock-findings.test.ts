import { expect, it } from "vitest";
import { lockFindings } from "../../../src/commands/check/lock-findings.ts";
import type { Lock } from "../../../src/project/lock/lock.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";

const config = { lock: "snakebridge.lock", environment: "default" };
const now = { options: "sha256:o", generator: { version: "0.1.0", hash: "sha256:g" } };
const lock: Lock = {
  format: 1,
  generator: now.generator,
  options: now.options,
  environments: {
    default: {
      python: { requirement: ">=3.10", version: "3.11.7" },
      requirements: [],
      packages: [{ name: "scikit-learn", version: "1.7.0", hashes: [] }],
      platforms: { "windows-arm64": { tags: "cp311", accelerator: { kind: "cpu" } } },
    },
  },
};
const manifest: Manifest = {
  ...emptyManifest,
  libraries: { sklearn: { distribution: "Scikit_Learn", version: "1.7.0" }, math: { python: "3.11" } },
};

it("finds nothing when all agree, on whichever machine the lock was written", () => {
  expect(lockFindings(lock, [{ config, manifest }], config, now)).toEqual([]);
});

it("finds a missing lock", () => {
  expect(lockFindings(undefined, [{ config, manifest }], config, now)).toMatchObject([
    { code: "SB5006", message: "snakebridge.lock is missing." },
  ]);
});

it("finds other options", () => {
  expect(lockFindings({ ...lock, options: "sha256:x" }, [{ config, manifest }], config, now)).toMatchObject([
    { code: "SB5006", severity: "error" },
  ]);
});

it("finds another generator, as a warning: its files may be the same", () => {
  const older = { ...lock, generator: { version: "0.0.9", hash: "sha256:x" } };
  expect(lockFindings(older, [{ config, manifest }], config, now)).toMatchObject([
    { code: "SB5003", severity: "warning", message: expect.stringContaining("0.0.9") },
  ]);
});

it("finds a library that was introspected in another version than the locked one", () => {
  const upgraded = {
    ...manifest,
    libraries: { sklearn: { distribution: "scikit-learn", version: "1.6.1" } },
  };
  expect(lockFindings(lock, [{ config, manifest: upgraded }], config, now)).toMatchObject([
    { code: "SB5006", message: "The manifest describes sklearn 1.6.1, but snakebridge.lock has 1.7.0." },
  ]);
});
