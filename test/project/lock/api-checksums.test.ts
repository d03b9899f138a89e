import { expect, it } from "vitest";
import { apiChecksums, withApiChecksums } from "../../../src/project/lock/api-checksums.ts";
import type { Lock, LockedEnvironment } from "../../../src/project/lock/lock.ts";
import { mergeLocks } from "../../../src/project/lock/merge-locks.ts";
import { parseLock } from "../../../src/project/lock/parse-lock.ts";
import { serializeLock } from "../../../src/project/lock/serialize-lock.ts";
import type { ManifestSymbol } from "../../../src/project/manifest/manifest.ts";

const [a, b, c] = ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"];
const signature = { parameters: [], tier: "signature" } as const;
const symbols: Record<string, ManifestSymbol> = {
  "six.moves:": { kind: "module" },
  "six.moves:quote": { kind: "function", signature, access: "six:moves.quote", checksum: a },
  "six:plain": { kind: "function", signature },
};
const locked: LockedEnvironment = {
  python: { requirement: ">=3.10", version: "3.11.7" },
  requirements: ["six"],
  packages: [{ name: "six", version: "1.17.0", hashes: [`sha256:${"0".repeat(64)}`] }],
  platforms: {},
};
const before = { ...locked, symbols: { "six:other": b } };
const upgraded = { ...locked, packages: [{ ...locked.packages[0]!, version: "1.18.0" }] };
const lockOf = (checksums: Readonly<Record<string, string>>): Lock => ({
  format: 1,
  generator: { version: "0.1.0", hash: "sha256:g" },
  options: "sha256:o",
  environments: { default: { ...locked, symbols: checksums } },
});

it("are by the name under which a worker looks a symbol up", () => {
  expect(apiChecksums({ symbols })).toEqual({ "six:moves.quote": a });
});

it("are those of the manifest; in a lock of several projects, those of the others stay until packages change", () => {
  const after = (lock: string, now = locked) => withApiChecksums(now, { symbols }, before, { lock }).symbols;
  expect(after("snakebridge.lock")).toEqual({ "six:moves.quote": a });
  expect(after("../snakebridge.lock")).toEqual({ "six:moves.quote": a, "six:other": b });
  expect(after("../snakebridge.lock", upgraded)).toEqual({ "six:moves.quote": a });
  expect(withApiChecksums(before, { symbols: {} }, before, { lock: "snakebridge.lock" })).toEqual(locked);
});

it("are read as they were written, sorted, and nothing else is taken for one", () => {
  const text = serializeLock(lockOf({ "six:b": b, "six:a": a }));
  expect(text).toContain(`"symbols": {\n        "six:a": "${a}",\n        "six:b": "${b}"\n      }`);
  expect(serializeLock(parseLock(text, "snakebridge.lock"))).toBe(text);
  expect(() => parseLock(text.replace(a, "short"), "snakebridge.lock")).toThrow("SB5005");
});

it("are merged, without those that one side has pruned", () => {
  const base = lockOf({ "six:a": a, "six:b": b });
  const united = mergeLocks(lockOf({ "six:a": a }), lockOf({ "six:a": a, "six:b": b, "six:c": c }), base);
  expect(united.environments.default?.symbols).toEqual({ "six:a": a, "six:c": c });
});
