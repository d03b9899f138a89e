import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../project/config/config.ts";
import type { ExistingEnvironment } from "./existing/adopt-environment.ts";
import { isUnchanged, readProbe } from "./existing/environment-probe.ts";
import { installedPackages } from "./existing/existing-changes.ts";
import { environmentPath, existingPath, pythonOf } from "./folder/environment-folder.ts";
import { readStamp } from "./folder/stamp.ts";

/** An environment that was complete at the end of a run, and still is. */
export interface ReadyEnvironment {
  readonly python: string;
  readonly existing?: Pick<ExistingEnvironment, "sitePackages" | "bytecode">;
  readonly version: string;
  readonly platform: string;
  /** Hash of the installed packages. */
  readonly installed: string;
}

/** Returns the environment of the last `generate`; `undefined` when `generate` has to run first. Starts no process. */
export async function readyEnvironment(config: Config): Promise<ReadyEnvironment | undefined> {
  if (config.existing !== undefined) return await readyExisting(config, config.existing);
  const folder = join(config.root, environmentPath(config));
  const stamp = await readStamp(folder);
  if (!stamp) return undefined;
  const { version, platform, installed } = stamp;
  return { python: pythonOf(folder), version, platform, installed };
}

async function readyExisting(config: Config, setting: string): Promise<ReadyEnvironment | undefined> {
  const folder = join(config.root, existingPath(config));
  const probe = await readProbe(folder, setting);
  if (!probe || !(await isUnchanged(probe, probe.path))) return undefined;
  const { path, sitePackages, version, platform } = probe;
  const packages = (await installedPackages(probe)).map((each) => `${each.name} ${each.version}`);
  return {
    python: path,
    existing: { sitePackages, bytecode: join(folder, "bytecode") },
    version,
    platform,
    installed: createHash("sha256").update(packages.join("\n")).digest("hex"),
  };
}
