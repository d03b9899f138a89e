import { compareReleases } from "../../project/config/python-requirement.ts";
import { runTool } from "../../system/processes/run-tool.ts";
import { pythonCommands } from "../uv/fetch-uv.ts";

/** A pip that can be used. */
export interface Pip {
  /** The Python that runs it; it can install for any other. */
  readonly python: string;
  readonly version: string;
}

/** The first pip with a stable installation report; `--python` is older. */
const oldestPip = "23.0";

/** Returns the pip of the first Python whose pip is new enough. */
export async function findPip(cwd: string, interpreter?: string): Promise<Pip | undefined> {
  for (const python of pythonCommands(interpreter)) {
    const { ok, stdout } = await runTool(python, ["-m", "pip", "--version"], { cwd, timeoutMs: 60_000 });
    const version = /^pip (\d+(?:\.\d+)*)/.exec(stdout)?.[1];
    if (ok && version && compareReleases(version, oldestPip) >= 0) return { python, version };
  }
  return undefined;
}
