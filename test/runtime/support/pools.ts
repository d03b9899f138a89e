import { inject, onTestFinished } from "vitest";
import type { PoolOptions } from "../../../src/runtime/pool/options.ts";
import { createPool, type Pool } from "../../../src/runtime/pool/pool.ts";

/** A real pool that ends with the test. */
export function openPool(options: PoolOptions = {}): Pool {
  const pool = createPool({ python: inject("python"), ...options });
  onTestFinished(() => pool.close());
  return pool;
}
