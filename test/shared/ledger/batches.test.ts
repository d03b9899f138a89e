import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { addToLedger, readLedger, reduceLedger } from "../../../src/shared/ledger/batches.ts";
import { mergeEntries } from "../../../src/shared/ledger/entry.ts";

const repository = join(import.meta.dirname, "../../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
const batches = pathToFileURL(join(repository, "src/shared/ledger/batches.ts")).href;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "snakebridge-test-"));
  return () => rmSync(folder, { recursive: true });
});

const entry = (name: string, calls = 1, ...places: string[]) => ({ symbol: `m:${name}`, calls, places });

it("merges entries into few files", () => {
  for (let i = 0; i < 100; i++) addToLedger(folder, [entry("f", 2, `a.ts:${i % 3}`), entry(`g${i % 5}`)]);
  expect(readdirSync(folder).length).toBeLessThan(20);
  expect(readLedger(folder)[0]).toEqual(entry("f", 200, "a.ts:0", "a.ts:1", "a.ts:2"));
  expect(readLedger(folder)).toHaveLength(6);
});

it("loses nothing, and counts nothing twice, when several processes add at once", {
  timeout: 120_000,
}, async () => {
  const script = `const { addToLedger } = await import(${JSON.stringify(batches)});
for (let i = 0; i < 200; i++) addToLedger(${JSON.stringify(folder)}, [{ symbol: "m:f", calls: 1, places: [] }]);`;
  const process_ = () => execa(process.execPath, ["--import", tsx, "--input-type=module", "-e", script]);
  await Promise.all([process_(), process_(), process_(), process_()]);
  expect(readLedger(folder)).toEqual([entry("f", 800)]);
  expect(readdirSync(folder).length).toBeLessThan(25);
});

it("keeps the batches that a killed process had claimed, and merges them later", () => {
  writeFileSync(join(folder, "1-abc.taken"), JSON.stringify([entry("f", 7)]));
  expect(readLedger(folder)).toEqual([entry("f", 7)]);
  reduceLedger(folder, () => false);
  expect(readLedger(folder)).toEqual([entry("f", 7)]);
  vi.setSystemTime(Date.now() + 120_000);
  onTestFinished(() => {
    vi.useRealTimers();
  });
  reduceLedger(folder, () => false);
  expect(readdirSync(folder)).toEqual([]);
});

it("skips files that are not batches", () => {
  writeFileSync(join(folder, "a.json"), '{"half');
  writeFileSync(join(folder, "b.json"), '[{"symbol":"m:f"},{"symbol":"../x","calls":1,"places":[]},null]');
  writeFileSync(join(folder, "notes.md"), "mine");
  addToLedger(folder, [entry("g")]);
  expect(readLedger(folder)).toEqual([entry("g")]);
});

it("keeps the symbols with the most calls, and some call sites of each", () => {
  const many = Array.from({ length: 3000 }, (_, i) => entry(`f${i}`, i));
  const places = Array.from({ length: 100 }, (_, i) => `a.ts:${i}`);
  const merged = mergeEntries([many, [entry("often", 9999, ...places)]]);
  expect(merged).toHaveLength(1000);
  expect(Math.min(...merged.map(({ calls }) => calls))).toBe(2001);
  expect(merged.find(({ symbol }) => symbol === "m:often")?.places).toHaveLength(20);
});
