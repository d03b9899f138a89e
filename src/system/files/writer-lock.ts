import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rename, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { type Progress, silentProgress } from "../../diagnostics/progress.ts";
import { type Liveness, liveness, ownIdentity, type ProcessIdentity } from "../processes/process-identity.ts";
import { renameWithRetry } from "./atomic-write.ts";
import { cannotWrite, hasCode } from "./file-errors.ts";
import { privateFolder } from "./private-folder.ts";

/*
 * The lock's state is the name of the only file in `.snakebridge/writer/`. The name is `free`, or the holder's identity
 * with a random part that is never used twice. Every change renames that file, and the file system lets exactly one process do it: for
 * all others the old name no longer exists. To acquire is `free → mine`, to release is `mine → free`, to take over from a
 * dead holder is `theirs → mine`.
 * A process can rename only the name that it read, however late it acts. So a takeover never hits a running holder, and
 * no two processes take over from the same holder.
 * A process that has a name in the folder reads the folder again, and holds the lock only if its name is the only one.
 * From any state, however it was broken, at least one of two processes sees the other. No clock is involved.
 */

export interface WriterLockOptions {
  /** How long to wait for another run before SB5009, in milliseconds. Default: five minutes. */
  readonly waitMs?: number;
  readonly progress?: Progress;
}

interface Holder extends ProcessIdentity {
  readonly host: string;
  readonly liveness: Liveness;
}

const folderName = "writer";
const freeState = "free";
const heldState =
  /^held\.(?<pid>\d+)\.(?<start>\d+)\.(?<machine>\w+)\.(?<boot>\w+)\.(?<namespace>\w+)\.(?<nonce>\w+)\.(?<host>[\w-]*)$/;

/**
 * Runs `run` while no other process writes to the project. Takes over the lock of a process that died at once.
 *
 * @throws DiagnosticError SB5009 when another run still holds the lock after `waitMs`.
 */
export async function withWriterLock<T>(
  root: string,
  run: () => Promise<T>,
  { waitMs = 300_000, progress = silentProgress }: WriterLockOptions = {},
): Promise<T> {
  const folder = join(await privateFolder(root), folderName);
  const mine = stateOfThisProcess();
  try {
    await acquire(folder, mine, waitMs, progress);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  try {
    return await run();
  } finally {
    // If even this fails, the lock is free as soon as this process ends.
    await renameWithRetry(join(folder, mine), join(folder, freeState)).catch(() => {});
  }
}

async function acquire(folder: string, mine: string, waitMs: number, progress: Progress): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (let hasNoted = false; ; ) {
    const states = await readStates(folder);
    const others = states.filter((state) => state !== mine);
    const holder = await firstHolder(others);
    if (states.includes(mine)) {
      if (others.length === 0) return await removeLeftovers(folder);
      // Our renames never leave two names; a copied folder or a broken disk does. Yield to a running holder, remove the rest.
      for (const state of holder ? [mine] : others) await ignoreError("ENOENT", unlink(join(folder, state)));
    } else if (!holder) {
      // The next read of the folder shows whether it worked.
      if (others[0])
        await ignoreError("ENOENT", renameWithRetry(join(folder, others[0]), join(folder, mine)));
      else await makeFolder(folder);
    }
    if (!holder) continue;
    if (performance.now() >= deadline) throw lockIsHeld(holder, folder);
    if (!hasNoted) progress.note(`waiting for another run (process ${holder.pid} on ${holder.host})`);
    hasNoted = true;
    await delay(10 + Math.random() * 40);
  }
}

async function readStates(folder: string): Promise<string[]> {
  const names = (await ignoreError("ENOENT", readdir(folder))) ?? [];
  return names.filter(isState);
}

function isState(name: string): boolean {
  return name === freeState || heldState.test(name);
}

/** Returns the first state whose process runs or may run. */
async function firstHolder(states: readonly string[]): Promise<Holder | undefined> {
  for (const state of states) {
    const fields = heldState.exec(state)?.groups as Record<string, string> | undefined;
    if (!fields) continue;
    const { machine = "", boot = "", namespace = "", host = "" } = fields;
    const identity = { pid: Number(fields.pid), start: Number(fields.start), machine, boot, namespace };
    const status = await liveness(identity);
    if (status !== "dead") return { ...identity, host, liveness: status };
  }
  return undefined;
}

/** Creates the folder with its file in a single step; does nothing if another process was first. */
async function makeFolder(folder: string): Promise<void> {
  const prepared = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(prepared, freeState), "");
    // Files that are not states are not ours. Only an empty folder can be replaced; on Windows not even that.
    for (const name of (await ignoreError("ENOENT", readdir(folder))) ?? [])
      if (!isState(name)) await rm(join(folder, name), { recursive: true, force: true });
    await rmdir(folder).catch(() => {});
    await rename(prepared, folder);
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "ENOENT")) throw error;
  }
}

/** Removes the folders of processes that were killed in `makeFolder`. A process that still runs starts over. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent))
    if (name.startsWith(`${folderName}-`)) await rm(join(parent, name), { recursive: true, force: true });
}

function stateOfThisProcess(): string {
  const { pid, start, machine, boot, namespace } = ownIdentity();
  const host = hostname()
    .replace(/[^\w-]/g, "_")
    .slice(0, 40);
  return ["held", pid, start, machine, boot, namespace, randomBytes(8).toString("hex"), host].join(".");
}

async function ignoreError<T>(code: string, action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if (hasCode(error, code)) return undefined;
    throw error;
  }
}

function lockIsHeld(holder: Holder, folder: string): DiagnosticError {
  const holderText = `process ${holder.pid} on ${holder.host}`;
  return new DiagnosticError(
    holder.liveness === "alive"
      ? diagnostic("SB5009", `Another snakebridge run is writing to this project: ${holderText}.`, {
          fix: "Wait until it has finished, or end it.",
        })
      : diagnostic(
          "SB5009",
          `A snakebridge run on another machine or container is writing to this project: ${holderText}.`,
          {
            fix: `Wait until it has finished. If it no longer exists, delete ${folder}.`,
          },
        ),
  );
}
