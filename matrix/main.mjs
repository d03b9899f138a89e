// `npm run matrix [-- --whole] [--together n] [--write] [name…]`: libraries with a program each, or whole; all without names. A line
// for each, then what went wrong. `--together` takes n of them into one project, where that can be. `--write` puts the results of this
// and earlier runs into docs/reference/matrix.md.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/set-up.mjs";
import { checkRow } from "./check-row.mjs";
import { checkTogether, isSociable } from "./check-together.mjs";
import { writeReport } from "./report.mjs";
import { checkWhole } from "./whole/check-whole.mjs";

const { values, positionals } = parseArgs({
  options: {
    whole: { type: "boolean", default: false },
    together: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const kind = values.whole ? "whole" : "rows";
const file = values.whole ? "whole/libraries.json" : "rows.json";
const known = JSON.parse(await readFile(join(import.meta.dirname, file), "utf8"));
const names = positionals.length > 0 ? positionals : Object.keys(known);
const unknown = names.filter((name) => !known[name]);
if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: not among ${Object.keys(known).join(", ")}`);

const results = join(root, ".cache/matrix/results", kind);
await mkdir(results, { recursive: true });
let failed = 0;
for await (const result of resultsOf(names)) {
  const { name } = result;
  await writeFile(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${result.problems.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(20)} ${summary(result)}`);
  for (const problem of result.problems.slice(0, 40)) console.log(`  ${problem}`);
  if (result.problems.length > 0) failed++;
}
console.log(`\n${names.length - failed} of ${names.length} without a problem`);
process.exitCode = failed === 0 ? 0 : 1;
if (values.write) await writeReport();

async function* resultsOf(names) {
  const size = Number(values.together);
  const sociable = values.whole || size < 2 ? [] : names.filter((name) => isSociable(known[name]));
  for (let at = 0; at < sociable.length; at += size) {
    const rows = Object.fromEntries(sociable.slice(at, at + size).map((name) => [name, known[name]]));
    yield* await checkTogether(`together-${sociable[at]}`, rows);
  }
  for (const name of names.filter((each) => !sociable.includes(each)))
    yield await (values.whole ? checkWhole : checkRow)(name, known[name]);
}

function summary({ symbols = 0, functions, lines, missing, seconds }) {
  return [
    `${symbols} symbols`,
    ...(functions?.count > 0
      ? [`${functions.count} functions, ${functions.returns} with a return type`]
      : []),
    ...(missing > 0 ? [`${missing} not found`] : []),
    ...(lines === undefined ? [] : [`${lines} lines`]),
    `${seconds.toFixed(0)} s`,
  ].join(", ");
}
