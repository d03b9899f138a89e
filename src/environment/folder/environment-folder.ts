import { readdir } from "node:fs/promises";
import { posix, win32 } from "node:path";
import type { Config } from "../../project/config/config.ts";
import { minorOf } from "../../project/config/python-requirement.ts";

/** An environment's folder, relative to the project. */
export function environmentPath({ environment }: Pick<Config, "environment">): string {
  return `.snakebridge/environments/${environment}`;
}

/** What is kept here of an environment that belongs to somebody else. */
export function existingPath({ environment }: Pick<Config, "environment">): string {
  return `.snakebridge/existing/${environment}`;
}

/** The interpreter of an environment. */
export function pythonOf(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? win32.join(environment, "Scripts", "python.exe")
    : posix.join(environment, "bin", "python");
}

/** Where packages are installed in an environment of this version of Python. */
export function sitePackagesOf(
  environment: string,
  version: string,
  platform: NodeJS.Platform = process.platform,
): string {
  return platform === "win32"
    ? win32.join(environment, "Lib", "site-packages")
    : posix.join(environment, "lib", `python${minorOf(version)}`, "site-packages");
}

/** The names in `site-packages` that installing and removing changes, sorted; importing adds only `__pycache__`. */
export async function installedNames(sitePackages: string): Promise<string[]> {
  const names = await readdir(sitePackages).catch(() => []);
  return names.filter((name) => name !== "__pycache__").sort();
}
