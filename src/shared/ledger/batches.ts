import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LedgerEntry, mergeEntries, parseEntries } from "./entry.ts";

/*
 * A ledger is a folder of batches. Each batch is a file with a unique name that is written once and never changed, so
 * processes need no lock. A process that merges batches claims them first by renaming them; only one process can succeed.
 */

export const ledgerFolder = ".snakebridge/ledger";

/** From this number on, the next batch merges the existing ones. */
const maxBatches = 16;
/** Claimed batches are read like others. The claiming process removes them soon, unless it has died. */
const staleClaimMs = 60_000;

/** Reads all entries of a ledger. */
export function readLedger(folder: string): readonly LedgerEntry[] {
  return mergeEntries(batchNames(folder).map((name) => readBatch(join(folder, name))));
}

/** Adds the entries that a process recorded since its last call. */
export function addToLedger(folder: string, entries: readonly LedgerEntry[]): void {
  mkdirSync(folder, { recursive: true });
  const names = batchNames(folder);
  replace(folder, names.length < maxBatches ? [] : names, (before) => mergeEntries([before, entries]));
}

/** Keeps only the entries for which `isKept` returns true. */
export function reduceLedger(folder: string, isKept: (entry: LedgerEntry) => boolean): void {
  replace(folder, batchNames(folder), (before) => before.filter(isKept));
}

function replace(
  folder: string,
  names: readonly string[],
  change: (before: readonly LedgerEntry[]) => readonly LedgerEntry[],
): void {
  const claimed = names.flatMap((name) => claim(folder, name) ?? []);
  const after = change(mergeEntries(claimed.map(readBatch)));
  if (after.length > 0) {
    const path = join(folder, newName());
    // Written under another name first, so that no process reads half a batch.
    writeFileSync(`${path}.new`, JSON.stringify(after), { flag: "wx" });
    renameSync(`${path}.new`, `${path}.json`);
  }
  for (const path of claimed) rmSync(path, { force: true });
}

/**
 * Claims a batch for this process. Returns `undefined` if another process was faster, or may be about to remove the
 * batch.
 */
function claim(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  const claimedPath = join(folder, `${newName()}.taken`);
  try {
    if (name.endsWith(".taken") && Date.now() - statSync(path).ctimeMs < staleClaimMs) return undefined;
    renameSync(path, claimedPath);
    return claimedPath;
  } catch {
    return undefined;
  }
}

function readBatch(path: string): readonly LedgerEntry[] {
  try {
    return parseEntries(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
}

function batchNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(json|taken)$/.test(name));
  } catch {
    return [];
  }
}

function newName(): string {
  return `${process.pid}-${randomBytes(8).toString("hex")}`;
}
