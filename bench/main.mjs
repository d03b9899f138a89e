// `npm run bench [-- name…]`: every case measures its contestants side by side, in one run, and prints rows of one table.
import { callbacks } from "./cases/callbacks.mjs";
import { calls } from "./cases/calls.mjs";
import { compile } from "./cases/compile.mjs";
import { coroutines } from "./cases/coroutines.mjs";
import { generation } from "./cases/generation.mjs";
import { check, scan } from "./cases/many-sources.mjs";
import { references } from "./cases/references.mjs";
import { startUp } from "./cases/start-up.mjs";
import { streams } from "./cases/streams.mjs";
import { tables } from "./cases/tables.mjs";
import { values } from "./cases/values.mjs";

const cases = {
  calls,
  callbacks,
  coroutines,
  streams,
  values,
  tables,
  references,
  "start-up": startUp,
  generate: generation,
  scan,
  check,
  compile,
};
const [python, withArrow, ...names] = process.argv.slice(2);

for (const [name, run] of Object.entries(cases)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n${name}`);
  for await (const { what, results } of run(python, withArrow)) {
    console.log(`  ${what}`);
    for (const [contestant, text] of results) console.log(`    ${contestant.padEnd(34)} ${text}`);
  }
}
