// `npm run dev`: builds dist/ again after each change of src/, until it is interrupted.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensureNodeModules, localBin, root, run } from "./set-up.mjs";

await ensureNodeModules();
const options = ["-p", "tsconfig.build.json", "--watch", "--preserveWatchOutput"];
const compiler = spawn(process.execPath, [localBin("typescript", "tsc"), ...options], {
  cwd: root,
  stdio: ["inherit", "pipe", "inherit"],
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => compiler.kill(signal));
compiler.on("close", (code) => {
  process.exitCode = code ?? 0;
});

let finishing = Promise.resolve();
for await (const line of createInterface({ input: compiler.stdout })) {
  console.log(line);
  if (/Found 0 errors\. Watching/.test(line)) finishing = finishing.then(finish);
}

/** In a process of its own, since this one would load the modules of the first build again and again. */
async function finish() {
  await run(process.execPath, [join(root, "scripts/finish-build.mjs")]).then(
    () => console.log("dist/ is ready."),
    (error) => console.error(error.message),
  );
}
