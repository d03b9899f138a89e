// What dist/ holds besides the compiler's output: the JSON schema of the configuration, the identity of the generator.
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { built } from "./built.mjs";
import { root } from "./set-up.mjs";

export async function finishBuild() {
  const { configJsonSchema } = await built("project/config/json-schema.js");
  await writeFile(join(root, "dist/schema.json"), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  const { writeGeneratorIdentity } = await built("project/lock/generator-identity.js");
  await writeGeneratorIdentity();
  await chmod(join(root, "dist/cli/main.js"), 0o755);
}

if (import.meta.filename === process.argv[1]) await finishBuild();
