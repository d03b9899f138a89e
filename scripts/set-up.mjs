// What the repository's commands need before they can start; only Node's own modules, so that it runs in a fresh clone.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Runs a program with this terminal; rejects when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("close", (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            Object.assign(new Error(`${command} ${args.join(" ")}: ${signal ?? `exit ${code}`}`), { code }),
          ),
    );
  });
}

/**
 * Installs unless the installed tree is at least as new as the lock file. `npm ci` where nothing is installed; it would
 * remove what is installed first, so an older tree is brought up to date by `npm install --no-save`.
 */
export async function ensureNodeModules() {
  const stamp = join(root, "node_modules/.package-lock.json");
  const isInstalled = existsSync(stamp);
  if (isInstalled && statSync(stamp).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const command = isInstalled ? ["install", "--no-save"] : ["ci"];
  await run(npm, [...command, "--no-audit", "--no-fund"], { shell: process.platform === "win32" });
}

/** The script behind a command of an installed package, run with this Node on every platform. */
export function localBin(packageName, command) {
  const folder = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}
