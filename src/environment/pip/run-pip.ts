import type { Config } from "../../project/config/config.ts";
import { runTool, type ToolResult } from "../../system/processes/run-tool.ts";
import type { Work } from "../uv/uv.ts";
import type { Pip } from "./find-pip.ts";

/** Runs `pip install` for a Python, with wheels only, except for the distributions that may be built. */
export async function runPip(
  pip: Pip,
  python: string,
  { allow }: Pick<Config, "allow">,
  args: readonly string[],
  { cwd, offline, progress }: Work,
): Promise<ToolResult> {
  const always = ["--no-input", "--disable-pip-version-check", "--only-binary=:all:"];
  const builds = allow.builds.length > 0 ? [`--no-binary=${allow.builds.join(",")}`] : [];
  // pip cannot use its cache alone: without an index it uses only folders of wheels (`PIP_FIND_LINKS`).
  const network = offline ? ["--no-index"] : [];
  const command = ["-m", "pip", "--python", python, "install", ...always, ...builds, ...network, ...args];
  return await runTool(pip.python, command, { cwd, onStderr: (chunk) => progress.passthrough(chunk) });
}
