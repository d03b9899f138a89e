import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeRun, runsInTurns } from "../node-run.mjs";
import { writeSourceTree } from "../source-tree.mjs";

const dist = (path) => join(import.meta.dirname, "../../dist", path);
const cli = dist("cli/main.js");

const readAll = `
  import fs from "node:fs";
  import { join } from "node:path";
  for (const entry of fs.readdirSync("src", { recursive: true, withFileTypes: true }))
    if (entry.isFile()) fs.readFileSync(join(entry.parentPath ?? entry.path, entry.name));`;
const scanAll = `
  const { loadConfig } = await import(${JSON.stringify(pathToFileURL(dist("config/load-config.js")).href)});
  const { scanProject } = await import(${JSON.stringify(pathToFileURL(dist("scan/scan-project.js")).href)});
  const { uses } = await scanProject(await loadConfig({ cwd: process.cwd() }));
  if (uses.length !== 30) throw new Error(uses.length + " uses");`;
const program = (name, code, cwd) => ({ name, args: ["--input-type=module", "-e", code], cwd });

/** The scan of 50 MB in 4,300 sources of which 30 use Python, beside reading the same files. */
export async function* scan() {
  for await (const root of treeOf({ files: 4300, bytes: 50e6, hits: 30 }))
    yield {
      what: "scan 50 MB, 4,300 sources, 30 use Python: a whole program",
      results: await runsInTurns([
        program("node -e 0", "0", root),
        program("read the files", readAll, root),
        program("scan, as before", scanAll, root),
        { ...program("scan, first time", scanAll, root), prepare: forget(root) },
      ]),
    };
}

/** `check --strict` and `generate` where nothing has changed, in a project of 2,000 sources. */
export async function* check() {
  for await (const root of treeOf({ files: 2000, bytes: 8e6, hits: 30 })) {
    const command = (...args) => ({ args: [cli, ...args, "--quiet"], cwd: root });
    await nodeRun(command("generate").args, root);
    yield {
      what: "2,000 sources, 30 use Python",
      results: await runsInTurns([
        program("node -e 0", "0", root),
        program("read the files", readAll, root),
        { name: "check --strict, as before", ...command("check", "--strict") },
        { name: "check --strict, fresh clone", ...command("check", "--strict"), prepare: forget(root) },
        { name: "generate, nothing changed", ...command("generate") },
      ]),
    };
  }
}

/** A project for as long as it is looked at. */
async function* treeOf(size) {
  const root = await mkdtemp(join(tmpdir(), "snakebridge-bench-"));
  try {
    await writeSourceTree(root, size);
    await writeFile(join(root, "snakebridge.config.json"), JSON.stringify({ libraries: { math: true } }));
    yield root;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Without the scans of earlier runs, as in CI. */
function forget(root) {
  return () => rm(join(root, ".snakebridge/cache"), { recursive: true, force: true });
}
