// `node matrix/types/main.mjs [--python P] [--infer] [--reasons N] [--list] [module…]`: how well the public functions of modules
// are typed in an environment that has them, how long Python took for them, and what the untyped ones lack.
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { built } from "../../scripts/built.mjs";
import { root } from "../../scripts/set-up.mjs";
import { countTypes, reasonsOf } from "./count-types.mjs";

const usual =
  `numpy numpy.linalg numpy.fft numpy.random pandas scipy.optimize scipy.stats scipy.signal scipy.special scipy.linalg scipy.sparse
 scipy.interpolate scipy.ndimage scipy.integrate scipy.spatial.distance sklearn.metrics sklearn.datasets sklearn.model_selection
 sklearn.preprocessing sklearn.cluster sympy networkx matplotlib.pyplot requests pydantic sqlalchemy math statistics itertools functools os os.path
 json re shutil textwrap random operator base64 hashlib`.split(/\s+/);

const { values, positionals } = parseArgs({
  options: {
    python: { type: "string", default: join(root, ".cache/test-env/bin/python") },
    infer: { type: "boolean", default: false },
    reasons: { type: "string", default: "0" },
    list: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const { python } = values;
const { introspect, ask } = await built("stages/introspect/introspect.js");
const { findTypeshed } = await built("stages/introspect/find-typeshed.js");
const { openInference } = await built("stages/infer/inference.js");
const { emptyManifest } = await built("project/manifest/manifest.js");
const { mergeAnswers } = await built("project/manifest/merge-answers.js");
const { buildModel } = await built("stages/model/build-model.js");

const typeshed = findTypeshed(root);
const inference = openInference(
  {
    source: typeshed.source,
    script: typeshed.server,
    typeshed: typeshed.folder,
    folder: join(root, ".cache/matrix/checker"),
    environment: dirname(dirname(python)),
    python,
    pythonVersion: "3.11",
    packages: [{ name: "everything", version: python }],
  },
  {
    totalMs: 3_600_000,
    timeoutMs: 900_000,
    progress: { step: (text) => console.error(text), note() {}, passthrough() {} },
  },
);

const all = [];
for (const module of positionals.length > 0 ? positionals : usual) {
  const functions = await functionsOf(module);
  if (functions === undefined) continue;
  all.push(...functions);
  print(module, functions);
}
inference.end();
print("all", all);
const most = Number(values.reasons);
if (most > 0)
  for (const [what, groups] of Object.entries(reasonsOf(all))) {
    console.log(`\nuntyped ${what}, ${groups.length} reasons`);
    for (const [reason, where] of groups.slice(0, most))
      console.log(`${String(where.length).padStart(5)}  ${reason}   ${where.slice(0, 3).join(" ")}`);
  }

/** The public functions of a module with their models; nothing where it cannot be imported. */
async function functionsOf(module) {
  const [listed] = await ask(python, [{ module, path: [], about: "names" }], z.any(), {});
  if (!listed.names) return void console.log(`${module.padEnd(24)} ${listed.failed?.message ?? "no names"}`);
  const names = listed.names.filter(({ kind }) => kind === "function").map(({ name }) => name);
  const answers = await introspect(
    python,
    names.map((name) => ({ module, path: [name] })),
    { typeshed: typeshed.folder },
  );
  const told = values.infer ? (await inference.infer(answers)).answers : answers;
  const manifest = mergeAnswers(emptyManifest, told);
  const models = buildModel(manifest, []).modules.flatMap(({ symbols }) => symbols);
  return models.flatMap(({ kind, call, symbol }) => {
    const facts = manifest.symbols[symbol];
    return kind === "function" && facts ? [{ key: symbol, call, facts }] : [];
  });
}

function print(name, functions) {
  const { functions: count, wholly, returns, parameters, overloads, tiers } = countTypes(functions);
  const percent = (part) => `${String(Math.round((100 * part) / Math.max(count, 1))).padStart(3)} %`;
  const shares = Object.entries(tiers).map(([tier, part]) => `${tier}${percent(part)}`);
  console.log(
    `${name.padEnd(24)} ${String(count).padStart(5)}  returns ${percent(wholly)} (${percent(returns)})  parameters ${percent(parameters)}  overloads ${percent(overloads)}  ${shares.join(", ")}`,
  );
  if (values.list)
    for (const { key, call } of functions) console.log(`  ${key} ${JSON.stringify(call.returns)}`);
}
