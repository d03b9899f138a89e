// One row of the matrix: a library's program, generated, compiled, run and compared.
import { figuresOf } from "./figures.mjs";
import { makeProject } from "./project.mjs";
import { compileErrors, compilerOf, typescripts } from "./steps/compile.mjs";
import { generateTwice } from "./steps/generate.mjs";
import { firstDifference, runBoth } from "./steps/run.mjs";

/** Milliseconds for each of the steps; the first generation installs the library too. */
const limits = { generate: 600_000, compile: 300_000, run: 180_000 };

/** Never rejects: what went wrong is in `problems`. */
export async function checkRow(name, { programs = [name], lock, ...row }) {
  const begin = performance.now();
  const result = { name, problems: [] };
  try {
    const project = await makeProject({ name, programs, lock, ...row });
    const generated = await generateTwice(project, { timeout: limits.generate, locked: lock !== undefined });
    result.generate = generated.seconds;
    result.problems.push(...generated.changed.map((path) => `${path} is another the second time`));
    Object.assign(result, await figuresOf(project));
    result.compile = {};
    for (const version of typescripts) {
      const errors = await compileErrors(project, await compilerOf(version), { timeout: limits.compile });
      result.compile[version] = errors.length;
      result.problems.push(...errors.slice(0, 20).map((line) => `TypeScript ${version}: ${line}`));
    }
    const { inPython, inTypeScript } = await runBoth(project, programs, { timeout: limits.run });
    result.lines = Object.values(inPython).flat().length;
    for (const program of programs) {
      const difference = firstDifference(inPython[program], inTypeScript[program]);
      if (difference) result.problems.push(`${program}: ${difference}`);
    }
  } catch (error) {
    result.problems.push(String(error.shortMessage ?? error.message));
  }
  result.seconds = (performance.now() - begin) / 1000;
  return result;
}
