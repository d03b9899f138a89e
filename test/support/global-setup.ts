import { existsSync } from "node:fs";
import { join } from "node:path";
import type {} from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Interpreter of the shared environment: numpy, pandas, scikit-learn and what a worker needs. */
    python: string;
  }
}

/** Gives every test file the one Python environment that `npm test` prepares. */
export default function setup(project: TestProject): void {
  const python =
    process.env.SNAKEBRIDGE_TEST_PYTHON ?? join(import.meta.dirname, "../../.cache/test-env/bin/python");
  if (!existsSync(python))
    throw new Error(`No test environment at ${python}: run "npm test", which makes it.`);
  project.provide("python", python);
}
