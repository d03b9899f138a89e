// `npm run bench [-- case…]`: builds, installs the rivals into bench/, and measures.
import { join } from "node:path";
import { build } from "./build.mjs";
import { pythonTools } from "./python-tools.mjs";
import { root, run } from "./set-up.mjs";
import { sharedEnvironment } from "./shared-environment.mjs";

await build();
const python = await sharedEnvironment();
const withArrow = await pythonTools();
await run("npm", ["install", "--silent", "--no-package-lock", "--no-audit", "--no-fund"], {
  cwd: join(root, "bench"),
  shell: process.platform === "win32",
});
await run(process.execPath, [
  "--expose-gc",
  join(root, "bench/main.mjs"),
  python,
  withArrow,
  ...process.argv.slice(2),
]);
