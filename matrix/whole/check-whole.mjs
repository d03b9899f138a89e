// A library with all its public functions and classes: generated and compiled in parts that a compiler has memory for.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { addUp, figuresOf } from "../figures.mjs";
import { makeProject } from "../project.mjs";
import { compileErrors, compilerOf, typescripts } from "../steps/compile.mjs";
import { generate } from "../steps/generate.mjs";

const limits = { generate: 900_000, compile: 900_000 };

/** How many symbols make a part. */
const part = 2000;

/** Never rejects: what went wrong is in `problems`. */
export async function checkWhole(name, { libraries = [name] }) {
  const begin = performance.now();
  const result = { name, problems: [], generate: 0, missing: 0, compile: {} };
  try {
    const project = await makeProject({ name: `whole-${name}`, programs: [], libraries: all(libraries) });
    await rm(join(project, "run.ts"));
    await generate(project, { timeout: limits.generate });
    const listed = await publicNames(project, libraries);
    for (const names of inParts(listed, part)) {
      await include(project, names);
      const { seconds, messages } = await generate(project, { timeout: limits.generate, partial: true });
      result.generate += seconds;
      // Names that are there only after another module was imported, or raise when they are looked at.
      result.missing += messages.match(/^error SB/gm)?.length ?? 0;
      const figures = await figuresOf(project);
      Object.assign(result, result.symbols === undefined ? figures : addUp(result, figures));
      for (const version of typescripts) {
        const errors = await compileErrors(project, await compilerOf(version), { timeout: limits.compile });
        result.compile[version] = (result.compile[version] ?? 0) + errors.length;
        result.problems.push(...errors.map((line) => `TypeScript ${version}: ${line}`));
      }
    }
  } catch (error) {
    result.problems.push(String(error.shortMessage ?? error.message));
  }
  result.seconds = (performance.now() - begin) / 1000;
  return result;
}

function all(libraries) {
  return Object.fromEntries(libraries.map((library) => [library, { include: [] }]));
}

async function publicNames(project, libraries) {
  const { python } = JSON.parse(await readFile(join(project, ".snakebridge/runtime.json"), "utf8"));
  const script = join(import.meta.dirname, "list-names.py");
  const { stdout } = await execa(python, [script, ...libraries], { timeout: limits.generate });
  return Object.entries(JSON.parse(stdout)).flatMap(([library, names]) =>
    names.map((each) => [library, each]),
  );
}

/** Neighbours stay together; each part has the names by library. */
function* inParts(listed, size) {
  for (let at = 0; at < listed.length; at += size) {
    const names = new Map();
    for (const [library, name] of listed.slice(at, at + size))
      names.set(library, [...(names.get(library) ?? []), name]);
    yield names;
  }
}

async function include(project, names) {
  const path = join(project, "snakebridge.config.json");
  const config = JSON.parse(await readFile(path, "utf8"));
  for (const library of Object.keys(config.libraries))
    config.libraries[library].include = names.get(library) ?? [];
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`);
}
