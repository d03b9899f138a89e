// docs/reference/matrix.md: tables of what the last runs found, without dates and times of day.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../scripts/set-up.mjs";
import { typescripts } from "./steps/compile.mjs";

const results = join(root, ".cache/matrix/results");

export async function writeReport() {
  const rows = await resultsOf("rows");
  const whole = await resultsOf("whole");
  const text = `# The matrix

Real libraries, tried with \`npm run matrix\`. The program of each is written twice, in TypeScript and in Python
(\`matrix/libraries\`), and both have to find the same. It is generated twice from nothing (another hash seed, time zone and
language), byte by byte the same; \`tsc --strict\` with \`isolatedDeclarations\`, \`verbatimModuleSyntax\`, \`erasableSyntaxOnly\` and
\`exactOptionalPropertyTypes\` takes all that was generated and the program, and refuses each of the wrong calls in \`wrong.ts\`.

${rows.length} programs, ${rows.filter(({ problems }) => problems.length === 0).length} without a problem.

${table(
  ["program", "versions", "symbols", ...typescripts.map((version) => `tsc ${version}`), "lines as in Python"],
  rows.map((row) => [
    row.name,
    versions(row),
    row.symbols,
    ...typescripts.map((version) =>
      row.compile?.[version] === 0 ? "ok" : `${row.compile?.[version] ?? "-"} errors`,
    ),
    row.problems.length === 0 ? row.lines : "**no**",
  ]),
)}

## Whole libraries

Every public function and class (\`npm run matrix -- --whole\`), generated and compiled with TypeScript 7.0. A return is typed
when at least one overload says more than \`unknown\`; parameters, when all of a function are typed. Only functions are counted,
not methods and constructors.

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
    percent(each.functions.returns, each),
    percent(each.functions.parameters, each),
    percent(each.functions.overloads, each),
    tiers(each),
    Object.values(each.compile).reduce((sum, count) => sum + count, 0),
    `${each.generate.toFixed(0)} s`,
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
    compile: { all: sum((each) => Object.values(each.compile).reduce((left, right) => left + right, 0)) },
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

function percent(count, { functions }) {
  return `${Math.round((100 * count) / Math.max(functions.count, 1))} %`;
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
