import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * The interpreter of the shared environment: numpy, pandas, scikit-learn and what a worker needs. A test file that imports
 * this waits until the environment exists; a test that needs no Python does not import it.
 */
export const testPython: string = process.env.SNAKEBRIDGE_TEST_PYTHON ?? (await sharedEnvironment());

/** Makes the demo's environment as its lock says, and returns the path of its interpreter. Costs little if it exists. */
async function sharedEnvironment(): Promise<string> {
  const { loadConfig } = await import("../../src/project/config/load-config.ts");
  const { readTextIfExists } = await import("../../src/system/files/read-text.ts");
  const { parseLock } = await import("../../src/project/lock/parse-lock.ts");
  const { withWriterLock } = await import("../../src/system/files/writer-lock.ts");
  const { ensureEnvironment } = await import("../../src/environment/ensure-environment.ts");
  const config = await loadConfig({ cwd: join(root, "examples/demo") });
  const path = join(root, "snakebridge.lock");
  const lock = parseLock((await readTextIfExists(path)) ?? "", path);
  const progress = {
    step: (text: string) => console.error(text),
    note: (text: string) => console.error(text),
    passthrough: (chunk: string) => void process.stderr.write(chunk),
  };
  // Other test files may be waiting for it too.
  const environment = await withWriterLock(
    config.root,
    () => ensureEnvironment(config, lock, { progress, locked: true }),
    { waitMs: 600_000 },
  );
  return environment.python;
}
