// The same program in Python and in TypeScript: the lines that each shows.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { root } from "../../scripts/set-up.mjs";

/** Runs the programs in both languages; lines by program. */
export async function runBoth(project, programs, { timeout }) {
  const record = await readFile(join(project, ".snakebridge/runtime.json"), "utf8");
  const { python } = JSON.parse(record);
  const file = join(project, "lines.json");
  const lines = async (command, args) => {
    await execa(command, [...args, file, ...programs], { cwd: project, timeout });
    return JSON.parse(await readFile(file, "utf8"));
  };
  return {
    inPython: await lines(python, ["-W", "ignore", "run.py"]),
    inTypeScript: await lines(process.execPath, [join(root, "node_modules/tsx/dist/cli.mjs"), "run.ts"]),
  };
}

/** Where two lists of lines differ first; `undefined` when they are the same. */
export function firstDifference(inPython = [], inTypeScript = []) {
  const ended = inPython.find((line) => line.startsWith("ended by"));
  if (ended) return `Python: ${ended}`;
  if (inPython.length === 0) return "the program shows nothing";
  for (let at = 0; at < Math.max(inPython.length, inTypeScript.length); at++)
    if (inPython[at] !== inTypeScript[at])
      return `line ${at + 1}\n    Python      ${inPython[at]}\n    TypeScript  ${inTypeScript[at]}`;
  return undefined;
}
