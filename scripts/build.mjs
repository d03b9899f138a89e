// Builds dist/.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { finishBuild } from "./finish-build.mjs";
import { ensureNodeModules, localBin, root, run } from "./set-up.mjs";

export async function build() {
  await ensureNodeModules();
  await rm(join(root, "dist"), { recursive: true, force: true });
  await run(process.execPath, [localBin("typescript", "tsc"), "-p", "tsconfig.build.json"]);
  await finishBuild();
}

if (import.meta.filename === process.argv[1]) await build();
