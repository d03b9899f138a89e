import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { compareReleases } from "../../project/config/python-requirement.ts";
import { cacheFolder } from "../../system/files/cache-folder.ts";
import { runTool } from "../../system/processes/run-tool.ts";
import type { Uv } from "./uv.ts";
import { oldestUv, pinnedUv } from "./uv-pin.ts";

/**
 * Returns the uv to use: the configured one, `SNAKEBRIDGE_UV`, one on PATH that is new enough, or the private copy if it
 * was fetched before. Returns `undefined` if there is none of these.
 *
 * @throws DiagnosticError SB3003 when a named uv cannot be used: nothing else replaces it.
 */
export async function findUv(config: Config): Promise<Uv | undefined> {
  if (config.uv) return await named(resolve(config.root, config.uv), "config", '"uv" in the configuration');
  const variable = process.env.SNAKEBRIDGE_UV;
  if (variable) return await named(resolve(variable), "SNAKEBRIDGE_UV", "SNAKEBRIDGE_UV");
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const uv = folder ? await inspect(join(folder, executable("uv")), "PATH") : undefined;
    if (uv && isNewEnough(uv)) return uv;
  }
  return await inspect(privateUvPath(), "private");
}

/** Returns the folder of the pinned uv, once it has been fetched. */
export function privateUvFolder(): string {
  return join(cacheFolder(), `uv-${pinnedUv.version}`);
}

export function privateUvPath(folder: string = privateUvFolder()): string {
  return join(folder, "bin", executable("uv"));
}

async function named(path: string, source: Uv["source"], setting: string): Promise<Uv> {
  const uv = await inspect(path, source);
  if (uv && isNewEnough(uv)) return uv;
  const problem = uv ? `is version ${uv.version}; ${oldestUv} or newer is required` : "is not a working uv";
  throw new DiagnosticError(
    diagnostic("SB3003", `${setting} names ${path}, which ${problem}.`, {
      fix: `Correct ${setting}, or remove it and let snakebridge find uv.`,
    }),
  );
}

/** Reads an executable's version; `undefined` if its output is not uv's. */
async function inspect(path: string, source: Uv["source"]): Promise<Uv | undefined> {
  // Checking for the file first avoids starting a process for most folders of PATH.
  if (!(await isFile(path))) return undefined;
  const { ok, stdout } = await runTool(path, ["--version"], { cwd: tmpdir(), timeoutMs: 20_000 });
  const version = /^uv (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  return ok && version ? { path, version, source } : undefined;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function isNewEnough(uv: Uv): boolean {
  return compareReleases(uv.version, oldestUv) >= 0;
}

function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
