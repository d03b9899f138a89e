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
 * The stamp records what an environment was created from and its state when it was complete. While both are unchanged,
 * there is no work to do and no process is started. It is written last: an environment without a stamp is incomplete.
 */

export interface Stamp {
  readonly format: 1;
  readonly version: string;
  readonly tags: string;
  readonly platform: string;
  /** The interpreter that the configuration names. */
  readonly interpreter: string | null;
  /** The executable behind the environment's interpreter, as it was. */
  readonly executable: { readonly path: string; readonly size: number; readonly modified: number };
  /** Hash of the packages to install. */
  readonly packages: string;
  /** Hash of the names found in `site-packages`. */
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
 * Returns the stamp of an environment that is unchanged since it was complete. Returns `undefined` when the environment is
 * missing or incomplete, or when another tool changed its Python or its packages. Starts no process.
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

/** Marks an environment as incomplete, before it is changed. */
export async function removeStamp(environment: string): Promise<void> {
  await rm(join(environment, stampName), { force: true });
}

/** Marks an environment as complete. */
export async function writeStamp(
  environment: string,
  { version, tags, platform }: Interpreter,
  configured: string | undefined,
  packages: readonly LockedPackage[],
): Promise<void> {
  const executable = await executableOf(environment);
  if (!executable) throw new Error(`${pythonOf(environment)} is missing although it was just created`);
  const stamp: Stamp = {
    format: 1,
    version,
    tags,
    platform,
    interpreter: configured ?? null,
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

/** Returns `undefined` when the link to another Python is broken. */
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
