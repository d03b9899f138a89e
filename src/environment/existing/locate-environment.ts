import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { runTool } from "../../system/processes/run-tool.ts";

/** The interpreter of an existing environment, or why it was not found. */
export type Located = { readonly python: string } | { readonly problem: string };

/**
 * Finds the interpreter of the configuration's `existing`: a folder (venv, conda) or an interpreter by its path,
 * `system`, `conda:<name>`, or `poetry`. Only for Poetry it starts a process; the others are files.
 *
 * @param remembered the interpreter of the last run, which saves running Poetry again
 */
export async function locateEnvironment(
  root: string,
  setting: string,
  remembered?: string,
): Promise<Located> {
  if (setting === "system") return await findOnPath();
  if (setting === "poetry") return await findPoetryEnvironment(root, remembered);
  const conda = /^conda:(.+)$/.exec(setting)?.[1];
  if (conda) return await findCondaEnvironment(conda);
  const path = resolve(root, setting);
  if (await isFile(path)) return { python: path };
  return await findInFolder(path);
}

/** Returns the possible interpreter paths in an environment's folder: of a venv, of conda, and on Windows of both. */
export function interpretersIn(folder: string, platform: NodeJS.Platform = process.platform): string[] {
  const names = platform === "win32" ? ["Scripts/python.exe", "python.exe"] : ["bin/python", "bin/python3"];
  return names.map((name) => join(folder, name));
}

async function findInFolder(folder: string): Promise<Located> {
  for (const python of interpretersIn(folder)) if (await isFile(python)) return { python };
  return { problem: `there is no Python in ${folder}` };
}

async function findOnPath(): Promise<Located> {
  const names = process.platform === "win32" ? ["python.exe"] : ["python3", "python"];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const name of names) if (await isFile(join(folder, name))) return { python: join(folder, name) };
  }
  return { problem: "there is no Python on PATH" };
}

/** Finds an environment in conda's list of environment folders, one per line. */
async function findCondaEnvironment(name: string): Promise<Located> {
  const list = join(homedir(), ".conda", "environments.txt");
  const folders = (await readFile(list, "utf8").catch(() => "")).split(/\r?\n/);
  const match = folders.find((folder) => basename(folder) === name && basename(dirname(folder)) === "envs");
  return match ? await findInFolder(match) : { problem: `${list} has no environment called ${name}` };
}

async function findPoetryEnvironment(root: string, remembered: string | undefined): Promise<Located> {
  const inProject = await findInFolder(join(root, ".venv"));
  if ("python" in inProject) return inProject;
  if (remembered && (await isFile(remembered))) return { python: remembered };
  const { ok, stdout, stderr } = await runTool("poetry", ["env", "info", "--path", "--no-ansi"], {
    cwd: root,
    timeoutMs: 60_000,
  });
  const folder = stdout.trim();
  if (ok && folder !== "") return await findInFolder(folder);
  const [reason = ""] = stderr.trim().split("\n");
  return { problem: `Poetry reports no environment for ${root}${reason ? ` (${reason})` : ""}` };
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
