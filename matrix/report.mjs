// docs/reference/matrix.md: tables of what the last runs found, without dates and times of day.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../scripts/set-up.mjs";
import { typescripts } from "./steps/compile.mjs";

const results = join(root, ".cache/matrix/results");

export async function writeReport() {
  const rows = await resultsOf("rows");
  const whole = await resultsOf("whole");
  const libraries = new Set(
    rows.flatMap(({ versions: all = {} }) => Object.keys(all).filter((name) => isForeign(all, name))),
  );
  const text = `# The matrix

Real libraries, tested with \`npm run matrix\`. For each library:

- A program is written twice, in TypeScript and in Python (\`matrix/libraries\`), and both have to print the same.
- Its wrappers are generated twice from nothing, with another hash seed, time zone and language, and several libraries in a project. Both
  runs must write the same bytes.
- \`tsc --strict\` accepts everything that was generated, and the program. It runs with \`isolatedDeclarations\`, \`verbatimModuleSyntax\`, \`erasableSyntaxOnly\`
  and \`exactOptionalPropertyTypes\`.
- \`tsc\` rejects each of the wrong calls in \`wrong.ts\`.

${rows.length} programs of ${libraries.size} libraries besides the standard library, ${rows.filter(({ problems }) => problems.length === 0).length} without a problem. *Calls* are the generated functions and
methods. *Returns* is the part of them with a typed result, *parameters* the part with only typed parameters, *overloads* the part with overloads.
*Seconds* is the time of all steps on the machine that ran it last.

${table(
  [
    "program",
    "versions",
    "symbols",
    "calls",
    "returns",
    "parameters",
    "overloads",
    ...typescripts.map((version) => `tsc ${version}`),
    "lines as in Python",
    "seconds",
  ],
  rows.map((row) => [
    row.name,
    versions(row),
    row.symbols,
    ...calls(row),
    ...typescripts.map((version) =>
      row.compile?.[version] === 0 ? "ok" : `${row.compile?.[version] ?? "-"} errors`,
    ),
    row.problems.length === 0 ? row.lines : "**no**",
    row.seconds.toFixed(0),
  ]),
)}

## Whole libraries

Every public function and class (\`npm run matrix -- --whole\`), generated and compiled.

- A return is typed if at least one overload has more than \`unknown\`. Parameters are typed if all parameters of a function are.
- Only functions are counted, not methods and constructors.
- Seconds is the time on the machine that ran it last, for all parts that the library was split into.

${table(
  [
    "library",
    "version",
    "symbols",
    "functions",
    "returns",
    "parameters",
    "overloads",
    "tiers",
    "errors",
    "generate",
  ],
  [...whole, total(whole)].map((each) => [
    each.name,
    each.version ?? versions(each),
    each.symbols,
    each.functions.count,
    percent(each.functions.returns, each.functions),
    percent(each.functions.parameters, each.functions),
    percent(each.functions.overloads, each.functions),
    tiers(each),
    compiled(each),
    seconds(each.generate),
  ]),
)}
`;
  await writeFile(join(root, "docs/reference/matrix.md"), text);
}

async function resultsOf(kind) {
  const names = await readdir(join(results, kind)).catch(() => []);
  const texts = names.sort().map((name) => readFile(join(results, kind, name), "utf8"));
  return (await Promise.all(texts)).map((text) => JSON.parse(text));
}

function total(whole) {
  const sum = (pick) => whole.reduce((all, each) => all + (pick(each) ?? 0), 0);
  return {
    name: "**all**",
    version: "",
    symbols: sum((each) => each.symbols),
    functions: Object.fromEntries(
      ["count", "returns", "parameters", "overloads"].map((key) => [key, sum((each) => each.functions[key])]),
    ),
    tiers: Object.fromEntries(
      [...new Set(whole.flatMap((each) => Object.keys(each.tiers)))].map((tier) => [
        tier,
        sum((each) => each.tiers[tier]),
      ]),
    ),
    compile: {},
    generate: sum((each) => each.generate),
  };
}

/** The standard library is one version, whatever its modules. */
function versions({ versions: all = {} }) {
  const named = Object.entries(all).map(([name, version]) =>
    version.startsWith("Python") ? version : `${name} ${version}`,
  );
  return [...new Set(named)].join(", ");
}

function tiers({ tiers: counts, functions }) {
  return Object.entries(counts)
    .sort(([, left], [, right]) => right - left)
    .map(([tier, count]) => `${tier} ${Math.round((100 * count) / functions.count)}`)
    .join(", ");
}

/** Of functions and methods together, as a user of the program meets both. */
function calls({ functions, methods }) {
  if (functions === undefined) return ["-", "-", "-", "-"];
  const sum = (key) => functions[key] + methods[key];
  return [
    sum("count"),
    ...["returns", "parameters", "overloads"].map((key) => percent(sum(key), { count: sum("count") })),
  ];
}

function compiled({ compile }) {
  return Object.entries(compile)
    .map(([version, errors]) => `${errors} (${version})`)
    .join(", ");
}

function seconds(value) {
  return value === undefined ? "-" : `${value.toFixed(0)} s`;
}

function isForeign(all, name) {
  return !all[name].startsWith("Python");
}

function percent(count, { count: all }) {
  return `${Math.round((100 * count) / Math.max(all, 1))} %`;
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
