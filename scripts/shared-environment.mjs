// The one Python environment of this repository: the demo's, which the tests and the benchmark use too.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { built, progress } from "./built.mjs";
import { root } from "./set-up.mjs";

/** Makes the demo's environment as its lock says; gives the interpreter's path. */
export async function sharedEnvironment() {
  const { loadConfig } = await built("project/config/load-config.js");
  const { parseLock } = await built("project/lock/parse-lock.js");
  const { ensureEnvironment } = await built("environment/ensure-environment.js");
  const config = await loadConfig({ cwd: join(root, "examples/demo") });
  const path = join(root, "snakebridge.lock");
  const lock = parseLock(await readFile(path, "utf8"), path);
  const { python } = await ensureEnvironment(config, lock, { progress, locked: true });
  return python;
}
