// `npm run matrix [-- name…]`: the named rows, or all; a line for each, then what went wrong.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../scripts/set-up.mjs";
import { checkRow } from "./check-row.mjs";

const rows = JSON.parse(await readFile(join(import.meta.dirname, "rows.json"), "utf8"));
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(rows);
const results = join(root, ".cache/matrix/results");
await mkdir(results, { recursive: true });

let failed = 0;
for (const name of names) {
  if (!rows[name]) throw new Error(`there is no row ${name}: ${Object.keys(rows).join(", ")}`);
  const result = await checkRow(name, rows[name]);
  await writeFile(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  const { problems, symbols = 0, lines = 0, seconds } = result;
  console.log(
    `${problems.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(20)} ${String(symbols).padStart(4)} symbols, ${String(lines).padStart(3)} lines, ${seconds.toFixed(0)} s`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) failed++;
}
console.log(`\n${names.length - failed} of ${names.length} are as in Python`);
process.exitCode = failed === 0 ? 0 : 1;
