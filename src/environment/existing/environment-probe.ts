import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";

/** What was found when an existing environment was probed. While its interpreter is the same file, the probe still holds. */
export interface EnvironmentProbe {
  readonly format: 1;
  /** The value of `existing` in the configuration. */
  readonly setting: string;
  /** Path of the interpreter. */
  readonly path: string;
  readonly executable: Executable;
  readonly version: string;
  readonly tags: string;
  readonly platform: string;
  /** Folders of installed packages, in the order of Python's path. */
  readonly sitePackages: readonly string[];
}

interface Executable {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

const schema: z.ZodType<EnvironmentProbe> = z.strictObject({
  format: z.literal(1),
  setting: z.string(),
  path: z.string(),
  executable: z.strictObject({ path: z.string(), size: z.number(), modified: z.number() }),
  version: z.string(),
  tags: z.string(),
  platform: z.string(),
  sitePackages: z.array(z.string()),
});

const fileName = "found.json";

/** Returns the last run's probe for this setting, whether or not it still holds. */
export async function readProbe(folder: string, setting: string): Promise<EnvironmentProbe | undefined> {
  try {
    const probe = schema.parse(JSON.parse((await readTextIfExists(join(folder, fileName))) ?? ""));
    return probe.setting === setting ? probe : undefined;
  } catch {
    return undefined;
  }
}

export async function writeProbe(folder: string, probe: EnvironmentProbe): Promise<void> {
  await writeFileAtomically(join(folder, fileName), `${JSON.stringify(probe, null, 2)}\n`);
}

/** Whether the interpreter at `path` is still the probed file. */
export async function isUnchanged(probe: EnvironmentProbe, path: string): Promise<boolean> {
  const executable = await executableAt(path);
  return probe.path === path && JSON.stringify(executable) === JSON.stringify(probe.executable);
}

/** Returns the file behind a link; `undefined` when the link is broken. */
export async function executableAt(path: string): Promise<Executable | undefined> {
  try {
    const target = await realpath(path);
    const { size, mtimeMs } = await stat(target);
    return { path: target, size, modified: Math.round(mtimeMs) };
  } catch {
    return undefined;
  }
}
