import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fastGlob from "fast-glob";
import { expect, test } from "vitest";

const dist = join(import.meta.dirname, "../../dist/runtime");
const atOnce = 4;

test("every module of the run time can be loaded first", async () => {
  const files = await fastGlob("**/*.js", { cwd: dist });
  expect(files.length).toBeGreaterThan(100);
  const failures: string[] = [];
  const left = [...files];
  const loadAll = async (): Promise<void> => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) {
      const error = await load(join(dist, file));
      if (error !== undefined) failures.push(`${file}: ${error.message}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loadAll));
  expect(failures).toEqual([]);
});

/** Loads a module in a thread, which has modules of its own. Resolves to what loading threw. */
function load(path: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const thread = new Worker(path, { execArgv: [] });
    thread.on("error", resolve);
    thread.on("exit", () => resolve(undefined));
  });
}
