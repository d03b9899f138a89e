// Builds dist/: the compiler's output, the JSON schema of the configuration, the identity of the generator.
import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureNodeModules, localBin, root, run } from "./set-up.mjs";

export async function build() {
  await ensureNodeModules();
  await rm(join(root, "dist"), { recursive: true, force: true });
  await run(process.execPath, [localBin("typescript", "tsc"), "-p", "tsconfig.build.json"]);
  const module = (path) => import(pathToFileURL(join(root, "dist", path)).href);
  const { configJsonSchema } = await module("project/config/json-schema.js");
  await writeFile(join(root, "dist/schema.json"), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  const { writeGeneratorIdentity } = await module("project/lock/generator-identity.js");
  await writeGeneratorIdentity();
  await chmod(join(root, "dist/cli/main.js"), 0o755);
}

if (import.meta.filename === process.argv[1]) await build();
