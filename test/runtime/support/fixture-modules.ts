import { join } from "node:path";
import type { Dispatcher } from "../../../src/runtime/call/dispatcher.ts";
import { symbol } from "../../../src/runtime/index.ts";

/** Lets a worker import the modules of `fixtures/<hazard>/pkg`. */
export async function addFixtureModules(pool: Dispatcher, hazard: string): Promise<void> {
  const folder = join(import.meta.dirname, "../../../fixtures", hazard, "pkg");
  await symbol("sys").$attr("path").$invoke("append", folder).with({ pool });
}
