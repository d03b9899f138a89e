import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { linkPackage } from "../../scripts/link-package.mjs";
import { localBin, root } from "../../scripts/set-up.mjs";
import { median, mib, ms } from "../measure.mjs";
import { ratios } from "./calls.mjs";

const execute = promisify(execFile);
const sources = join(root, "bench/compile");
const libraries = {
  math: true,
  numpy: ">=2.2,<3",
  pandas: ">=2.3",
  sklearn: { distribution: "scikit-learn", version: ">=1.6" },
  statistics: true,
  textwrap: true,
};
const byHand = "declarations by hand";
const generated = "generated wrappers";

/** A program that uses sixty symbols of six libraries: the compiler, an editor, and the size of what was generated. */
export async function* compile() {
  const projects = new Map([
    [byHand, await makeProject("./by-hand/*.d.ts")],
    [generated, await makeProject("./src/py/*.ts")],
  ]);
  try {
    await generate(projects.get(generated));
    const measured = await inRounds(projects, 3);
    for (const [what, key, print] of [
      ["tsc --noEmit", "compiled", ms],
      ["tsc --noEmit: memory", "used", mib],
      ["editor: open and check", "opened", ms],
      ["editor: complete keywords", "completed", ms],
      ["editor: check after an edit", "edited", ms],
      ["editor: memory", "memory", mib],
    ]) {
      const medians = new Map([...measured].map(([name, all]) => [name, median(all.map((one) => one[key]))]));
      yield { what, results: ratios(medians, print, byHand) };
    }
    yield {
      what: "generated for sixty symbols, and classes that they lead to",
      results: await sizesOf(projects.get(generated)),
    };
  } finally {
    for (const project of projects.values()) await rm(project, { recursive: true, force: true });
  }
}

async function makeProject(types) {
  const project = await mkdtemp(join(tmpdir(), "snakebridge-bench-"));
  await mkdir(join(project, "src"));
  await cp(join(sources, "program.ts"), join(project, "src/program.ts"));
  await cp(join(sources, "by-hand"), join(project, "by-hand"), { recursive: true });
  await cp(join(root, "snakebridge.lock"), join(project, "snakebridge.lock"));
  await linkPackage(project);
  const imports = { "#py/*": { types, default: "./src/py/*.js" } };
  await writeFile(join(project, "package.json"), JSON.stringify({ type: "module", imports }));
  await writeFile(join(project, "snakebridge.config.json"), JSON.stringify({ libraries }));
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "esnext.disposable", "dom"],
    module: "nodenext",
    types: [],
    strict: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["src/program.ts"] }),
  );
  return project;
}

async function generate(project) {
  const cli = join(root, "dist/cli/main.js");
  await execute(process.execPath, [cli, "generate", "--locked", "--quiet"], { cwd: project });
}

/** What the compiler and an editor tell of each project, which take turns. */
async function inRounds(projects, rounds) {
  const results = new Map([...projects.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, project] of projects)
      results.get(name).push({ ...(await compilerOf(project)), ...(await editorOf(project)) });
  return results;
}

async function compilerOf(project) {
  const compiler = localBin("typescript", "tsc");
  const { stdout } = await execute(process.execPath, [compiler, "-p", project, "--extendedDiagnostics"]);
  const told = (name) => Number.parseFloat(new RegExp(`^${name}: *(.+)$`, "m").exec(stdout)[1]);
  return { compiled: told("Total time") * 1000, used: told("Memory used") * 1024 };
}

async function editorOf(project) {
  const script = join(sources, "editor.mjs");
  const { stdout } = await execute(process.execPath, ["--expose-gc", script, project, "src/program.ts"]);
  return JSON.parse(stdout);
}

async function sizesOf(project) {
  const folder = join(project, "src/py");
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const text = texts.join("");
  const symbols = text.match(/^export (?:async )?(?:function|class|const) /gm).length;
  const comments = text.match(/\/\*\*[\s\S]*?\*\//g).join("").length;
  return new Map([
    ["symbols", String(symbols)],
    [
      "bytes for each",
      `${Math.round(text.length / symbols)}, ${Math.round((100 * comments) / text.length)} % of them documentation`,
    ],
    ["lines for each", String(Math.round(text.split("\n").length / symbols))],
  ]);
}
