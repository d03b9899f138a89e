import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Query } from "../../../src/facts/facts.ts";
import { emptyManifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { asJavaScript, compileErrors, syntaxErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython, fixtures } from "../../support/fixture-python.ts";
import { expectGolden } from "../../support/golden.ts";
import { testPython } from "../../support/test-python.ts";

/** Every public name that the source defines: top-level definitions and assignments. */
async function namesOf(hazard: string, module: string): Promise<string[]> {
  const source = await readFile(join(fixtures, hazard, "pkg", `${module}.py`), "utf8");
  const names = [...source.matchAll(/^(?:async def|def|class) ([\p{L}_]\w*)|^([\p{L}_]\w*) = /gmu)];
  return [...new Set(names.map((match) => match[1] ?? match[2]!))].filter((name) => !name.startsWith("_"));
}

const modules: Readonly<Record<string, string>> = {
  "callable-objects": "callable_objects",
  classes: "classes",
  constants: "constants",
  documented: "documented",
  "hostile-text": "hostile_text",
  "reserved-names": "reserved_names",
  signatures: "signatures",
  "static-reads": "static_reads",
  stubs: "stubbed",
  types: "type_language",
};

/** Compiled together: loading the compiler's libraries takes most of the time. */
const everything: Record<string, string> = {};
let environment: FixturePython;
beforeAll(async () => {
  environment = await fixturePython(testPython);
});
afterAll(() => environment.remove());

describe.each(Object.entries(modules))("%s", (hazard, module) => {
  test("matches the golden files, and its JavaScript is the same code", async () => {
    const queries: Query[] = (await namesOf(hazard, module)).map((name) => ({ module, path: [name] }));
    expect(queries.length).toBeGreaterThan(3);
    const answers = await introspect(environment.python, queries);
    expect(answers.filter((answer) => !("found" in answer))).toEqual([]);

    const manifest = mergeAnswers(emptyManifest, answers, { [module]: { python: "3.11" } });
    const text = serializeManifest(manifest);
    expect(serializeManifest(parseManifest(text, "manifest.json"))).toBe(text);

    const generated = emit(buildModel(parseManifest(text, "manifest.json"), [{ name: module }]));
    const files = Object.fromEntries(generated.map(({ path, content }) => [path, content]));
    Object.assign(everything, files);
    for (const path of Object.keys(files).filter((each) => each.endsWith(".ts"))) {
      const typescript = files[path]!;
      const javascript = files[path.replace(/ts$/, "js")]!;
      expect(syntaxErrors(javascript)).toEqual([]);
      expect(asJavaScript(javascript)).toBe(asJavaScript(typescript));
      expectSamePlaces(typescript, javascript);
    }
    await expectGolden(join(fixtures, hazard, "expected"), { ...files, "manifest.json": text });
  });
});

test("compiles under the strictest options", () => {
  expect(Object.keys(everything).length).toBe(2 * Object.keys(modules).length);
  expect(compileErrors(everything)).toEqual([]);
});

function expectSamePlaces(typescript: string, javascript: string): void {
  const lines = typescript.split("\n");
  const blanked = javascript.split("\n");
  expect(blanked.length).toBe(lines.length);
  for (const [number, line] of blanked.entries())
    for (let column = 0; column < line.length; column++)
      if (line[column] !== " ") expect(line[column]).toBe(lines[number]![column]);
}
