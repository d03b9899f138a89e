// The layers of src/, held by `npm run lint`. docs/architecture.md shows the same tables.

/**
 * Build side and run time, each from top to bottom. A group imports groups of the lines below it only; what stands in one
 * line does not import each other.
 */
const ladders = [
  [
    ["index.ts", "cli", "hosts"],
    ["commands"],
    ["stages", "environment"],
    ["project"],
    ["docstring", "system"],
    ["facts", "naming"],
    ["diagnostics"],
    ["shared"],
  ],
  [["runtime"], ["shared"]],
];

/** The same within a group; `.` is what lies in the group's folder itself. */
const innerLadders = {
  commands: [["doctor", "ledger", "prune"], ["check", "generate", "init", "lookup", "merge"], ["project"]],
  stages: [
    ["emit", "infer", "resolve"],
    ["introspect", "model", "scan"],
  ],
  environment: [["."], ["existing"], ["pip"], ["installer.ts"], ["uv"], ["folder"], ["packages"], ["python"]],
  project: [["inline", "lock"], ["config", "manifest"], ["merge"]],
  facts: [["api-diff"], ["."]],
  system: [["files"], ["processes"]],
  runtime: [
    ["."],
    ["program"],
    ["pool"],
    ["interceptors", "memo", "session"],
    ["ledger"],
    ["object"],
    ["call"],
    ["host"],
    ["connection"],
    ["transport"],
    ["wire"],
    ["codec"],
    ["values", "project.ts"],
    ["invalid-options.ts", "state-machine.ts"],
    ["errors.ts"],
    ["error-codes.ts"],
  ],
};

/** Values in, values out: these import neither Node's modules nor files that do. */
const pure = [
  "diagnostics/",
  "docstring/",
  "facts/",
  "naming/",
  "project/config/(?!(evaluate-config|find-config|load-config|read-declarations)\\.ts$)",
  "project/inline/",
  "project/lock/(?!(generator-identity|options-hash)\\.ts$)",
  "project/manifest/",
  "project/merge/",
  "runtime/codec/",
  "runtime/values/",
  "shared/(?!kill-group\\.ts$|accelerators/find-accelerators\\.ts$|ledger/batches\\.ts$)",
  "stages/emit/",
  "stages/model/",
  "stages/resolve/",
  "stages/scan/(?!(list-sources|member-accesses|module-contexts|read-source|scan-cache|scan-file|scan-project)\\.ts$)",
];

/** Who may import which package; a package that is not here is for nobody. */
const packages = {
  "@grpc/grpc-js": ["runtime/transport/"],
  "@grpc/proto-loader": ["runtime/transport/"],
  "@opentelemetry/api": ["runtime/opentelemetry.ts"],
  "@renovatebot/pep440": ["project/config/"],
  "apache-arrow": ["runtime/arrow.ts"],
  commander: ["cli/"],
  diff: ["commands/check/"],
  execa: ["stages/infer/", "stages/introspect/", "system/processes/"],
  "fast-glob": ["commands/init/", "stages/scan/"],
  "get-tsconfig": ["commands/doctor/", "commands/project/", "stages/scan/"],
  jiti: ["project/config/"],
  "jsonc-parser": ["commands/project/"],
  "smol-toml": ["project/inline/"],
  "ts-morph": ["hosts/", "project/config/", "stages/scan/"],
  "vscode-jsonrpc": ["stages/infer/"],
  zod: ["commands/lookup/", "environment/", "facts/", "project/", "stages/infer/", "stages/introspect/"],
};

/** A folder's files, or one file. */
const under = (path) => (path.endsWith(".ts") ? `src/${path}$` : `src/${path}/`);
const anyOf = (patterns) => (patterns.length > 0 ? `^(${patterns.join("|")})` : "^$");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What a ladder lets a group import below itself. */
const below = (ladder, entry) => ladder.slice(ladder.findIndex((line) => line.includes(entry)) + 1).flat();

function layerRules() {
  const groups = new Set(ladders.flat(2));
  return [...groups].flatMap((group) => {
    const lower = ladders
      .filter((ladder) => ladder.flat().includes(group))
      .map((ladder) => below(ladder, group))
      .reduce((some, others) => some.filter((each) => others.includes(each)));
    const inner = innerLadders[group];
    if (inner === undefined) return [layerRule(group, under(group), [under(group), ...lower.map(under)])];
    const named = inner.flat().filter((part) => part !== ".");
    const patternOf = (part) =>
      part === "."
        ? `src/${group}/(?!${named.map((each) => (each.endsWith(".ts") ? `${escaped(each)}$` : `${each}/`)).join("|")})`
        : under(`${group}/${part}`);
    return inner.flat().map((part) => {
      const mine = patternOf(part);
      const allowed = [mine, ...below(inner, part).map(patternOf), ...lower.map(under)];
      return layerRule(`${group}/${part}`, mine, allowed);
    });
  });
}

const layerRule = (name, from, allowed) => ({
  name: `layer ${name}`,
  severity: "error",
  from: { path: `^${from}` },
  to: { path: "^src/", pathNot: anyOf(allowed) },
});

const inPackage = (name) => `(^|/)node_modules/(@types/)?${escaped(name)}/`;
const pureFiles = `^src/(${pure.join("|")})`;

export default {
  forbidden: [
    {
      name: "circle of values",
      comment: "Modules that need each other at run time fail when one of them is loaded first.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "circle of types between folders",
      severity: "error",
      from: { path: "^(src/.+)/[^/]+$" },
      to: { circular: true, via: { pathNot: "^$1/[^/]+$" } },
    },
    {
      name: "a folder without a layer",
      severity: "error",
      from: { path: "^src/", pathNot: anyOf([...new Set(ladders.flat(2))].map(under)) },
      to: {},
    },
    ...layerRules(),
    {
      name: "pure: no module of Node",
      severity: "error",
      from: { path: pureFiles },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure: only pure modules",
      severity: "error",
      from: { path: pureFiles },
      to: { path: "^src/", pathNot: pureFiles, dependencyTypesNot: ["type-only"] },
    },
    ...Object.entries(packages).map(([name, folders]) => ({
      name: `package ${name}`,
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${folders.map(escaped).join("|")})` },
      to: { path: inPackage(name) },
    })),
    {
      name: "a package without a row",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "(^|/)node_modules/", pathNot: Object.keys(packages).map(inPackage).join("|") },
    },
    {
      name: "not found",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
