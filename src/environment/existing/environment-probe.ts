import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";

/*
 * What was found when an existing environment was looked at. While its interpreter is the same file, none of it can have
 * changed, and no process is started.
 */

export interface EnvironmentProbe {
  readonly format: 1;
  /** What the configuration said. */
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

/** What the last run found for this setting, whether or not it still holds. */
export async function readProbe(folder: string, setting: string): Promise<EnvironmentProbe | undefined> {
  try {
    const found = schema.parse(JSON.parse((await readTextIfExists(join(folder, fileName))) ?? ""));
    return found.setting === setting ? found : undefined;
  } catch {
    return undefined;
  }
}

export async function writeProbe(folder: string, found: EnvironmentProbe): Promise<void> {
  await writeFileAtomically(join(folder, fileName), `${JSON.stringify(found, null, 2)}\n`);
}

/** Whether the interpreter at `path` is still the one that was found. */
export async function isUnchanged(found: EnvironmentProbe, path: string): Promise<boolean> {
  const executable = await executableAt(path);
  return found.path === path && JSON.stringify(executable) === JSON.stringify(found.executable);
}

/** The file behind a link; `undefined` when it leads nowhere. */
export async function executableAt(path: string): Promise<Executable | undefined> {
  try {
    const target = await realpath(path);
    const { size, mtimeMs } = await stat(target);
    return { path: target, size, modified: Math.round(mtimeMs) };
  } catch {
    return undefined;
  }
}
