import { createHash } from "node:crypto";
import { realpath, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { LockedPackage } from "../../project/lock/lock.ts";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { renderRequirements } from "../packages/requirements-text.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { installedNames, pythonOf, sitePackagesOf } from "./environment-folder.ts";

/*
 * The stamp says what an environment was made from and how it looked when it was complete. While both are unchanged,
 * nothing has to be done and no process is started. It is written last: an environment without one is not complete.
 */

export interface Stamp {
  readonly format: 1;
  readonly version: string;
  readonly tags: string;
  readonly platform: string;
  /** The interpreter that the configuration asked for. */
  readonly interpreter: string | null;
  /** The executable behind the environment's own, as it was. */
  readonly executable: { readonly path: string; readonly size: number; readonly modified: number };
  /** Hash of what was to be installed. */
  readonly packages: string;
  /** Hash of what was found installed. */
  readonly installed: string;
}

const stampSchema: z.ZodType<Stamp> = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  tags: z.string(),
  platform: z.string(),
  interpreter: z.string().nullable(),
  executable: z.strictObject({ path: z.string(), size: z.number(), modified: z.number() }),
  packages: z.string(),
  installed: z.string(),
});

const stampName = "snakebridge.json";

/**
 * The stamp of an environment that is as it was when it was complete. `undefined` when it is missing, half made, or when
 * its Python or its packages were changed by somebody else. Starts no process.
 */
export async function readStamp(environment: string): Promise<Stamp | undefined> {
  const stamp = await parseStamp(join(environment, stampName));
  const executable = await executableOf(environment);
  if (!stamp || JSON.stringify(executable) !== JSON.stringify(stamp.executable)) return undefined;
  return (await hashOfInstalled(environment, stamp.version)) === stamp.installed ? stamp : undefined;
}

/** Whether an environment with this stamp contains these packages. */
export function containsPackages(stamp: Stamp, packages: readonly LockedPackage[]): boolean {
  return stamp.packages === hashOfPackages(packages);
}

/** Declares an environment incomplete, before it is changed. */
export async function removeStamp(environment: string): Promise<void> {
  await rm(join(environment, stampName), { force: true });
}

/** Declares an environment complete. */
export async function writeStamp(
  environment: string,
  { version, tags, platform }: Interpreter,
  asked: string | undefined,
  packages: readonly LockedPackage[],
): Promise<void> {
  const executable = await executableOf(environment);
  if (!executable) throw new Error(`${pythonOf(environment)} is missing although it was just made`);
  const stamp: Stamp = {
    format: 1,
    version,
    tags,
    platform,
    interpreter: asked ?? null,
    executable,
    packages: hashOfPackages(packages),
    installed: await hashOfInstalled(environment, version),
  };
  await writeFileAtomically(join(environment, stampName), `${JSON.stringify(stamp, null, 2)}\n`);
}

async function parseStamp(path: string): Promise<Stamp | undefined> {
  try {
    const text = await readTextIfExists(path);
    return text === undefined ? undefined : stampSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** `undefined` when the link into another Python leads nowhere. */
async function executableOf(environment: string): Promise<Stamp["executable"] | undefined> {
  try {
    const path = await realpath(pythonOf(environment));
    const { size, mtimeMs } = await stat(path);
    return { path, size, modified: Math.round(mtimeMs) };
  } catch {
    return undefined;
  }
}

function hashOfPackages(packages: readonly LockedPackage[]): string {
  return sha256(renderRequirements(packages, { hashes: true }));
}

async function hashOfInstalled(environment: string, version: string): Promise<string> {
  return sha256((await installedNames(sitePackagesOf(environment, version))).join("\n"));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
