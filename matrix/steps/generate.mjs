// Generates a project's wrappers from nothing, twice: under other hash seeds, in other time zones and languages.
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { root } from "../../scripts/set-up.mjs";

const surroundings = [
  { PYTHONHASHSEED: "1", TZ: "UTC", LANG: "C" },
  { PYTHONHASHSEED: "4242", TZ: "Asia/Kathmandu", LANG: "de_CH.UTF-8" },
];

/** Seconds of the second time, when the environment is there, and the files that came out otherwise. */
export async function generateTwice(project, { timeout, locked = false }) {
  const first = await generate(project, { timeout, locked, env: surroundings[0] });
  const second = await generate(project, { timeout, locked, env: surroundings[1] });
  const paths = [...new Set([...first.hashes.keys(), ...second.hashes.keys()])];
  return {
    seconds: second.seconds,
    changed: paths.filter((path) => first.hashes.get(path) !== second.hashes.get(path)),
    messages: second.messages,
  };
}

/** Generates everything anew, in the environment that is there; with `partial`, as much as can be. */
export async function generate(project, { timeout, locked = false, partial = false, env = {} }) {
  await rm(join(project, "generated"), { recursive: true, force: true });
  const begin = performance.now();
  const { stdout, stderr, exitCode, timedOut } = await execa(
    process.execPath,
    [join(root, "dist/cli/main.js"), "generate", ...(locked ? ["--locked"] : [])],
    { cwd: project, env, timeout, reject: false },
  );
  if (timedOut) throw new Error(`generate took longer than ${timeout / 1000} s`);
  if (exitCode !== 0 && !(partial && stdout.includes("\ngenerated ")))
    throw new Error(`generate: exit ${exitCode}\n${stdout}\n${stderr}`);
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, hashes: await hashesOf(join(project, "generated")), messages: stdout };
}

async function hashesOf(folder) {
  const hashes = new Map();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      hashes.set(
        path.slice(folder.length + 1),
        createHash("sha256")
          .update(await readFile(path))
          .digest("hex"),
      );
    }
  return hashes;
}
