import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import type { Answer, Query } from "../../src/facts/facts.ts";
import { emptyManifest } from "../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../src/project/manifest/merge-answers.ts";
import { emit } from "../../src/stages/emit/emit.ts";
import { introspect } from "../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../src/stages/model/build-model.ts";
import { fixtures } from "./fixture-python.ts";

const root = join(import.meta.dirname, "../..");

/** What is generated for `"module:name"`s, by path: `.ts` and `.js` files. */
export async function generateFor(
  python: string,
  names: readonly string[],
  typeshed?: string,
  complete: (answers: readonly Answer[]) => Promise<readonly Answer[]> = async (answers) => answers,
): Promise<Record<string, string>> {
  const queries = names.map((each): Query => {
    const [module = "", path = ""] = each.split(":");
    return { module, path: path.split(".") };
  });
  const answers = await introspect(python, queries, { typeshed });
  const wrong = answers.filter((answer) => !("found" in answer));
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const files = emit(buildModel(mergeAnswers(emptyManifest, await complete(answers)), []));
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

/** Runs a program beside generated `.ts` files, with a worker that can import the modules of one fixture; returns what it prints as JSON. */
export async function runProgram(
  python: string,
  generated: Readonly<Record<string, string>>,
  program: string,
  hazard?: string,
): Promise<unknown> {
  const packages = hazard === undefined ? [] : [join(fixtures, hazard, "pkg")];
  return await runBeside(python, withoutSuffix(".js", generated), program, packages);
}

/** Runs a program beside files, with a worker that can also import what is in the folders `packages`; returns what it prints as JSON. */
export async function runBeside(
  python: string,
  files: Readonly<Record<string, string>>,
  program: string,
  packages: readonly string[],
): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "snakebridge-program-"));
  const addPaths = `import { symbol as $symbol } from "snakebridge/runtime";
await $symbol("sys").$attr("path").$invoke("extend", ${JSON.stringify(packages)});
`;
  const all = {
    ...files,
    "main.mts": `${packages.length === 0 ? "" : addPaths}${program}`,
    "package.json": '{"type":"module"}',
  };
  try {
    for (const [path, content] of Object.entries(all)) {
      const text = content
        .replaceAll('"snakebridge/codegen-v1"', source("codegen-v1.ts"))
        .replaceAll('"snakebridge/runtime"', source("index.ts"));
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { stdout } = await execa("node", [join(root, "node_modules/tsx/dist/cli.mjs"), "main.mts"], {
      cwd: folder,
      env: { SNAKEBRIDGE_PYTHON: python },
    });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The generated files of the other kind. */
export function withoutSuffix(
  suffix: ".js" | ".ts",
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith(suffix)));
}

function source(name: string): string {
  return JSON.stringify(pathToFileURL(join(root, "src/runtime", name)).href);
}
