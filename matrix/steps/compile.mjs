// The compilers that users have, each in a folder of its own in the cache.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { root } from "../../scripts/set-up.mjs";

export const typescripts = ["5.9", "6.0", "7.0"];

/** The script that is `tsc` of a version; installed when it is not there yet. */
export async function compilerOf(version) {
  const folder = join(root, ".cache/matrix/compilers", version);
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  if (!existsSync(compiler)) {
    await mkdir(folder, { recursive: true });
    const install = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
    await execa("npm", [...install, `typescript@~${version}.0`], { shell: process.platform === "win32" });
  }
  return compiler;
}

/** What a compiler says about a project: a line for each error. */
export async function compileErrors(project, compiler, { timeout }) {
  const { stdout, exitCode, timedOut } = await execa(
    process.execPath,
    ["--max-old-space-size=8192", compiler, "--pretty", "false"],
    { cwd: project, timeout, reject: false },
  );
  if (timedOut) return [`longer than ${timeout / 1000} s`];
  const lines = stdout.split("\n").filter((line) => line.trim() !== "");
  return exitCode === 0 || lines.length > 0 ? lines : [`exit ${exitCode}`];
}
