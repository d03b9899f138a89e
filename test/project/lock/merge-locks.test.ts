import { expect, it } from "vitest";
import type { Lock, LockedEnvironment, LockedPackage } from "../../../src/project/lock/lock.ts";
import { mergeLocks } from "../../../src/project/lock/merge-locks.ts";

const pack = (name: string, version: string): LockedPackage => ({ name, version, hashes: ["sha256:1"] });

function lock(packages: readonly LockedPackage[], parts: Partial<LockedEnvironment> = {}): Lock {
  const environment: LockedEnvironment = {
    python: { requirement: ">=3.10", version: "3.11.7" },
    requirements: packages.map(({ name }) => name),
    packages,
    platforms: {},
    ...parts,
  };
  return {
    format: 1,
    generator: { version: "0.1.0", hash: "sha256:1" },
    options: "sha256:1",
    environments: { default: environment },
  };
}
const merged = (...sides: Parameters<typeof mergeLocks>) => mergeLocks(...sides).environments.default;
const numpy = pack("numpy", "2.4.6");

it("unites packages and requirements where both sides have the same version of what they share", () => {
  const both = merged(lock([numpy, pack("pandas", "3.0")]), lock([numpy, pack("scipy", "1.0")]));
  expect(both?.packages.map(({ name }) => name)).toEqual(["numpy", "pandas", "scipy"]);
  expect(both?.requirements).toEqual(["numpy", "pandas", "scipy"]);
});

it("drops what one side removed since their ancestor", () => {
  const scipy = pack("scipy", "1.0");
  expect(merged(lock([numpy]), lock([numpy, scipy]), lock([numpy, scipy]))?.packages).toEqual([numpy]);
});

const row = { tags: "cp311", accelerator: { kind: "cpu" } } as const;

it.each<[title: string, theirs: Lock]>([
  ["another version of a package", lock([pack("numpy", "2.3.0"), pack("scipy", "1.0")])],
  ["another Python", lock([numpy], { python: { requirement: ">=3.12", version: "3.12.1" } })],
  ["another date", lock([numpy], { excludeNewer: "2026-01-01" })],
  ["another accelerator", lock([numpy], { accelerator: "cuda" })],
  ["an environment that is not managed", lock([numpy], { unmanaged: true })],
])("stays ours where they have %s, with the rows of all platforms", (_title, theirs) => {
  const withRow = { ...theirs.environments.default!, platforms: { "linux-x86_64-gnu": row } };
  const both = merged(lock([numpy]), { ...theirs, environments: { default: withRow } });
  expect(both).toEqual({ ...lock([numpy]).environments.default, platforms: { "linux-x86_64-gnu": row } });
});

it("has the environments of both sides", () => {
  const theirs = { ...lock([]), environments: { vision: lock([numpy]).environments.default! } };
  expect(Object.keys(mergeLocks(lock([]), theirs).environments).sort()).toEqual(["default", "vision"]);
});
