import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LedgerEntry, mergeEntries, parseEntries } from "./entry.ts";

/*
 * A ledger is a folder of batches, each a file that is written once, under a name of its own, and never changed: so
 * processes need no lock. Who makes one of several takes them for itself first, by renaming them, which only one can do.
 */

export const ledgerFolder = ".snakebridge/ledger";

/** From this many on, the next batch takes in those that are there. */
const mostBatches = 16;
/** Taken batches are read like others; their taker, if it still lives, removes them in a moment. */
const abandonedMs = 60_000;

/** Everything that a ledger says. */
export function readLedger(folder: string): readonly LedgerEntry[] {
  return mergeEntries(batchNames(folder).map((name) => readBatch(join(folder, name))));
}

/** Adds what a process has seen since it last did. */
export function addToLedger(folder: string, entries: readonly LedgerEntry[]): void {
  mkdirSync(folder, { recursive: true });
  const names = batchNames(folder);
  replace(folder, names.length < mostBatches ? [] : names, (before) => mergeEntries([before, entries]));
}

/** Leaves of a ledger what `stays` says. */
export function reduceLedger(folder: string, stays: (entry: LedgerEntry) => boolean): void {
  replace(folder, batchNames(folder), (before) => before.filter(stays));
}

function replace(
  folder: string,
  names: readonly string[],
  change: (before: readonly LedgerEntry[]) => readonly LedgerEntry[],
): void {
  const taken = names.flatMap((name) => take(folder, name) ?? []);
  const after = change(mergeEntries(taken.map(readBatch)));
  if (after.length > 0) {
    const path = join(folder, newName());
    // Nobody reads half a batch.
    writeFileSync(`${path}.new`, JSON.stringify(after), { flag: "wx" });
    renameSync(`${path}.new`, `${path}.json`);
  }
  for (const path of taken) rmSync(path, { force: true });
}

/** Takes a batch for this process; `undefined` when somebody else was quicker, or may be about to remove it. */
function take(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  const mine = join(folder, `${newName()}.taken`);
  try {
    if (name.endsWith(".taken") && Date.now() - statSync(path).ctimeMs < abandonedMs) return undefined;
    renameSync(path, mine);
    return mine;
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
