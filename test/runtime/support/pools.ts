import { onTestFinished } from "vitest";
import { createPool } from "../../../src/runtime/pool/create-pool.ts";
import type { PoolOptions } from "../../../src/runtime/pool/options.ts";
import type { Pool } from "../../../src/runtime/pool/pool.ts";
import { testPython } from "../../support/test-python.ts";

/** A real pool that ends with the test. */
export function openPool(options: PoolOptions = {}): Pool {
  const pool = createPool({ python: testPython, ...options });
  onTestFinished(() => pool.close());
  return pool;
}
