import { readdir } from "node:fs/promises";
import { posix, win32 } from "node:path";
import type { Config } from "../../project/config/config.ts";
import { minorOf } from "../../project/config/python-requirement.ts";

/** Returns an environment's folder, relative to the project. */
export function environmentPath({ environment }: Pick<Config, "environment">): string {
  return `.snakebridge/environments/${environment}`;
}

/** Returns the folder of our files about an existing environment, relative to the project. */
export function existingPath({ environment }: Pick<Config, "environment">): string {
  return `.snakebridge/existing/${environment}`;
}

/** Returns the interpreter's path in an environment. */
export function pythonOf(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? win32.join(environment, "Scripts", "python.exe")
    : posix.join(environment, "bin", "python");
}

/** Returns the folder of installed packages in an environment with this Python version. */
export function sitePackagesOf(
  environment: string,
  version: string,
  platform: NodeJS.Platform = process.platform,
): string {
  return platform === "win32"
    ? win32.join(environment, "Lib", "site-packages")
    : posix.join(environment, "lib", `python${minorOf(version)}`, "site-packages");
}

/** Returns the sorted names in `site-packages`, without `__pycache__`, which an import may add. */
export async function installedNames(sitePackages: string): Promise<string[]> {
  const names = await readdir(sitePackages).catch(() => []);
  return names.filter((name) => name !== "__pycache__").sort();
}
