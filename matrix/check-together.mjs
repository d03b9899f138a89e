// Rows of one environment in one project: a program each, but generated and compiled together, in a fraction of the time.
import { figuresOf } from "./figures.mjs";
import { makeProject } from "./project.mjs";
import { compileErrors, compilerOf, typescripts } from "./steps/compile.mjs";
import { generateTwice } from "./steps/generate.mjs";
import { firstDifference, runBoth } from "./steps/run.mjs";

/** Milliseconds for each of the steps; the first generation installs the libraries too. */
const limits = { generate: 900_000, compile: 600_000, run: 300_000 };

/** Whether a row can be in a project with others: it has no versions, Python or lock of its own. */
export function isSociable(row) {
  return row.programs === undefined && row.lock === undefined && row.python === undefined;
}

/** Results by name. Never rejects: what went wrong for all is among the problems of each. */
export async function checkTogether(name, rows) {
  const programs = Object.keys(rows);
  const results = new Map(programs.map((program) => [program, { name: program, problems: [], compile: {} }]));
  const tellAll = (problem) => {
    for (const { problems } of results.values()) problems.push(problem);
  };
  const begin = performance.now();
  try {
    const libraries = Object.assign({}, ...Object.values(rows).map((row) => row.libraries));
    const project = await makeProject({ name, programs, libraries });
    const { changed } = await generateTwice(project, { timeout: limits.generate });
    for (const path of changed) tellAll(`${path} is another the second time`);
    for (const [program, result] of results)
      Object.assign(result, await figuresOf(project, ownLibraries(rows[program])));
    for (const version of typescripts) {
      const errors = await compileErrors(project, await compilerOf(version), { timeout: limits.compile });
      for (const [program, result] of results) {
        const own = errorsOf(program, errors, programs);
        result.compile[version] = own.length;
        result.problems.push(...own.slice(0, 20).map((line) => `TypeScript ${version}: ${line}`));
      }
    }
    const { inPython, inTypeScript } = await runBoth(project, programs, { timeout: limits.run });
    for (const [program, result] of results) {
      result.lines = inPython[program].length;
      const difference = firstDifference(inPython[program], inTypeScript[program]);
      if (difference) result.problems.push(`${program}: ${difference}`);
    }
  } catch (error) {
    tellAll(String(error.shortMessage ?? error.message));
  }
  const seconds = (performance.now() - begin) / 1000 / programs.length;
  return [...results.values()].map((result) => ({ ...result, seconds }));
}

/** The libraries that a row is about: those that it installs, if there are any. */
function ownLibraries({ libraries }) {
  const installed = Object.keys(libraries).filter((name) => libraries[name] !== true);
  return installed.length > 0 ? installed : Object.keys(libraries);
}

/** The errors in a program's folder, and those that are in no program's: they are everybody's. */
function errorsOf(program, errors, programs) {
  let place = "";
  return errors.filter((line) => {
    if (!line.startsWith(" ")) place = line.slice(0, line.indexOf("/"));
    return place === program || !programs.includes(place);
  });
}
