// `npm run demo [-- file.csv]`: everything from a fresh clone to the demo's output, as a user would do it.
import { join, resolve } from "node:path";
import { build } from "./build.mjs";
import { localBin, root, run } from "./set-up.mjs";

const project = join(root, "examples/demo");
const inProject = { cwd: project };
const node = process.execPath;
const csv = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));

function say(command) {
  console.error(`\n> ${command}`);
}

try {
  await build();
  const { linkPackage } = await import("./link-package.mjs");
  await linkPackage(project);
  say("npx snakebridge generate");
  await run(node, [join(root, "dist/cli/main.js"), "generate"], inProject);
  say("npx tsc");
  await run(node, [localBin("typescript", "tsc")], inProject);
  say(`node dist/main.js ${csv.join(" ")}`);
  await run(node, ["dist/main.js", ...csv], inProject);
} catch (error) {
  console.error(`\ndemo: ${error.message}`);
  process.exitCode = typeof error.code === "number" ? error.code : 1;
}
