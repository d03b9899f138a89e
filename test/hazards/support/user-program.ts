import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ts } from "ts-morph";
import { addReachableClasses } from "../../../src/commands/generate/add-reachable-classes.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { explainAnswers } from "../../../src/stages/resolve/explain-answers.ts";
import { resolveUses } from "../../../src/stages/resolve/resolve-uses.ts";
import { scanSource } from "../../../src/stages/scan/scan-source.ts";
import { scanTexts } from "../../stages/scan/support/scan-texts.ts";
import { compileErrors } from "../../support/compile.ts";
import { fixtures } from "../../support/fixture-python.ts";
import { runBeside, withoutSuffix } from "../../support/run-program.ts";

/** What snakebridge makes of a program: from its text alone, as `generate` does it. */
export interface UserProgram {
  readonly manifest: Manifest;
  /** `"SB1002 odd has no \"x\"."`, one for each use that cannot be generated. */
  readonly problems: readonly string[];
  /** The texts of the generated `.ts` files. */
  readonly files: readonly string[];
  /** What the strictest compiler says about the program and everything that was generated for it. */
  errors(): string[];
  /** The lines of another program that it does not take beside the same generated files. */
  wrongLines(program: string): number[];
  /** Runs the program against a worker of this Python that can import all fixtures; returns what it prints as JSON. */
  run(python: string): Promise<unknown>;
}

/**
 * @param python an environment in which the fixtures can be imported
 * @param program imports from `#py/…`
 * @param libraries import names that the configuration has
 */
export async function userProgram(
  python: string,
  program: string,
  libraries: readonly string[],
): Promise<UserProgram> {
  const config = parseConfig(
    { libraries: Object.fromEntries(libraries.map((name) => [name, { distribution: "fixture" }])) },
    "/project/snakebridge.config.ts",
  );
  const { uses } = scanTexts({ "src/main.ts": program });
  const source = ts.createSourceFile("src/main.ts", program, ts.ScriptTarget.ESNext, true);
  const scan = { uses, members: new Set(scanSource(ts, source).members) };
  const { queries, unresolved, diagnostics } = resolveUses(uses, emptyManifest, config);
  const answers = await introspect(python, queries);
  const reached = await addReachableClasses(mergeAnswers(emptyManifest, answers), answers, scan, config, {
    query: (about) => introspect(python, about),
    infer: async (about) => about,
  });
  const manifest = parseManifest(serializeManifest(reached), "manifest.json");
  const emitted = emit(buildModel(manifest, config.libraries));
  const generated = Object.fromEntries(emitted.map(({ path, content }) => [`py/${path}`, content]));
  const compiled = (text: string): string[] => compileErrors({ ...generated, "main.ts": relative(text) });
  return {
    manifest,
    problems: [...diagnostics, ...explainAnswers(unresolved, queries, answers)].map(
      ({ code, message }) => `${code} ${message}`,
    ),
    files: emitted.flatMap(({ path, content }) => (path.endsWith(".ts") ? [content] : [])),
    errors: () => compiled(program),
    wrongLines: (text) => compiled(text).map((error) => Number(error.split(":")[1])),
    run: (worker) => run(worker, generated, program),
  };
}

/** The generated files lie in `py`, beside the program. */
function relative(program: string): string {
  return program.replace(/"#py\/([^"]+)"/g, '"./py/$1.js"');
}

async function run(
  python: string,
  generated: Readonly<Record<string, string>>,
  program: string,
): Promise<unknown> {
  const packages = (await readdir(fixtures)).map((hazard) => join(fixtures, hazard, "pkg"));
  return await runBeside(python, withoutSuffix(".ts", generated), relative(program), packages);
}
