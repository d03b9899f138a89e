// How well a project's functions are typed, as their callers see it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { built } from "../scripts/built.mjs";

/**
 * Counts of the project's manifest, of all libraries or of some; `functions` are those of modules, without constructors and
 * methods.
 */
export async function figuresOf(project, libraries) {
  const { parseManifest } = await built("project/manifest/parse-manifest.js");
  const { buildModel } = await built("stages/model/build-model.js");
  const path = join(project, "generated/manifest.json");
  const manifest = parseManifest(await readFile(path, "utf8"), path);
  const counts = (name) => libraries?.some((each) => name === each || name.startsWith(`${each}.`)) ?? true;
  const modules = buildModel(manifest, []).modules.filter(({ name }) => counts(name));
  const symbols = modules.flatMap((module) => module.symbols);
  const own = symbols.filter(({ kind }) => kind !== "reexport");
  const calls = own.flatMap((symbol) => (symbol.kind === "function" ? [symbol.call] : []));
  const methods = own.flatMap(({ members = [] }) => members.flatMap(({ call }) => (call ? [call] : [])));
  return {
    versions: Object.fromEntries(Object.entries(versionsOf(manifest)).filter(([name]) => counts(name))),
    symbols: own.length,
    functions: countsOf(calls),
    methods: countsOf(methods),
    tiers: tally(calls.map(({ tier }) => tier)),
  };
}

/** The figures of two parts of one library. */
export function addUp(left, right) {
  const sum = (a, b) =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]),
    );
  return {
    versions: { ...left.versions, ...right.versions },
    symbols: left.symbols + right.symbols,
    functions: sum(left.functions, right.functions),
    methods: sum(left.methods, right.methods),
    tiers: sum(left.tiers, right.tiers),
  };
}

function countsOf(calls) {
  const all = (call) => [
    ...call.positional.map(({ type }) => type),
    ...((call.keywords ?? call.restKeywords)?.entries ?? []).map(({ type }) => type),
  ];
  return {
    count: calls.length,
    returns: calls.filter(({ returns, overloads }) =>
      [{ returns }, ...overloads].some((each) => isKnown(each.returns)),
    ).length,
    parameters: calls.filter((call) => all(call).every(({ source }) => source !== undefined)).length,
    overloads: calls.filter(({ overloads }) => overloads.length > 0).length,
  };
}

function isKnown({ type }) {
  return !(type.kind === "keyword" && type.name === "unknown");
}

function versionsOf({ libraries }) {
  return Object.fromEntries(
    Object.entries(libraries).map(([name, { version, python }]) => [name, version ?? `Python ${python}`]),
  );
}

function tally(values) {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
