import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { emit } from "../../src/emit/emit.ts";
import type { Answer, Query } from "../../src/introspect/facts.ts";
import { introspect } from "../../src/introspect/introspect.ts";
import { emptyManifest } from "../../src/manifest/manifest.ts";
import { mergeAnswers } from "../../src/manifest/merge-answers.ts";
import { buildModel } from "../../src/model/build-model.ts";
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

/** Runs a program beside generated files, with a worker that can import the modules of one fixture; returns what it prints as JSON. */
export async function runProgram(
  python: string,
  generated: Readonly<Record<string, string>>,
  program: string,
  hazard?: string,
): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "snakebridge-program-"));
  const addPath = `import { symbol as $symbol } from "snakebridge/runtime";
await $symbol("sys").$attr("path").$invoke("append", ${JSON.stringify(join(fixtures, hazard ?? "", "pkg"))});
`;
  const files = {
    ...generated,
    "main.mts": `${hazard === undefined ? "" : addPath}${program}`,
    "package.json": '{"type":"module"}',
  };
  try {
    for (const [path, content] of Object.entries(files)) {
      if (path.endsWith(".js")) continue;
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

function source(name: string): string {
  return JSON.stringify(pathToFileURL(join(root, "src/runtime", name)).href);
}
