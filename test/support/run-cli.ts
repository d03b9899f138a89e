import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa, type Options, type Result } from "execa";

const repository = join(import.meta.dirname, "../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;

/** Runs the command line from its sources, as a process of its own without a terminal; every exit is a result. */
export async function runCli(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Result<Options> & { stdout: string; stderr: string }> {
  const result = await execa(
    process.execPath,
    ["--import", tsx, join(repository, "src/cli/main.ts"), ...args],
    {
      cwd,
      reject: false,
      env: { GITHUB_ACTIONS: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
    },
  );
  return result as Result<Options> & { stdout: string; stderr: string };
}
