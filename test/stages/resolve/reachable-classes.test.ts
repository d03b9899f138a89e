import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { ts } from "ts-morph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addReachableClasses } from "../../../src/commands/generate/add-reachable-classes.ts";
import type { Config } from "../../../src/project/config/config.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { emptyManifest, type Manifest, type ManifestSymbol } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { findReachableClasses } from "../../../src/stages/resolve/reachable-classes.ts";
import { resolveUses } from "../../../src/stages/resolve/resolve-uses.ts";
import { scanSource } from "../../../src/stages/scan/scan-source.ts";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython, fixtures } from "../../support/fixture-python.ts";
import { testPython } from "../../support/test-python.ts";
import { scanTexts } from "../scan/support/scan-texts.ts";

const root = join(import.meta.dirname, "../../..");
let environment: FixturePython;
beforeAll(async () => {
  environment = await fixturePython(testPython);
});
afterAll(() => environment.remove());

function scanned(text: string): { uses: ReturnType<typeof scanTexts>["uses"]; members: Set<string> } {
  const source = ts.createSourceFile("src/main.ts", text, ts.ScriptTarget.ESNext, true);
  return {
    uses: scanTexts({ "src/main.ts": text }).uses,
    members: new Set(scanSource(ts, source).members),
  };
}

function configOf(shop: object = {}): Config {
  return parseConfig(
    { libraries: { shop: { distribution: "shop", ...shop } } },
    "/project/snakebridge.config.ts",
  );
}

/** What `generate` would produce for a program, and how often it asks Python about reachable classes. */
async function manifestFor(
  text: string,
  config: Config = configOf(),
  before: Manifest = emptyManifest,
): Promise<{ manifest: Manifest; rounds: string[][] }> {
  const scan = scanned(text);
  const { queries } = resolveUses(scan.uses, before, config);
  const answers = await introspect(environment.python, queries);
  const rounds: string[][] = [];
  const manifest = await addReachableClasses(mergeAnswers(before, answers), answers, scan, config, {
    query(about) {
      rounds.push(about.map(({ module, path }) => `${module}:${path.join(".")}`));
      return introspect(environment.python, about);
    },
    infer: async (about) => about,
  });
  return { manifest, rounds };
}

/** Keys of all generated symbols, without modules. */
function symbolsOf({ symbols }: Manifest): string[] {
  return Object.keys(symbols).filter((key) => !key.endsWith(":"));
}

describe("generates classes", () => {
  test("that a used function returns, from their public module", async () => {
    const { manifest, rounds } = await manifestFor(
      'import { find } from "#py/shop";\nexport const order = find(1);\n',
    );
    expect(symbolsOf(manifest)).toEqual(["shop:Order", "shop:find"]);
    expect(manifest.reached).toEqual({ "shop._order:Order": "shop:Order" });
    expect(rounds).toEqual([["shop._order:Order"]]);
  });

  test("in every member of a union, and in the items of a list", async () => {
    const { manifest } = await manifestFor(
      'import { parse, search } from "#py/shop";\nexport const all = [parse, search];\n',
    );
    expect(symbolsOf(manifest)).toEqual([
      "shop:Customer",
      "shop:Note",
      "shop:Order",
      "shop:parse",
      "shop:search",
    ]);
  });

  test("through members whose names occur, also in a pattern or as an index, and no further", async () => {
    const { manifest, rounds } = await manifestFor(`import { find } from "#py/shop";
const { receipt } = find(1);
export const first = find(2)["customer"].discount();
export { receipt };
`);
    expect(rounds).toEqual([
      ["shop._order:Order"],
      ["shop._order:Receipt", "shop.customers:Customer"],
      ["shop.customers:Discount"],
    ]);
    expect(symbolsOf(manifest)).toEqual([
      "shop.customers:Discount",
      "shop:Customer",
      "shop:Order",
      "shop:Receipt",
      "shop:find",
    ]);
  });

  test("from a private module if no public one has them", async () => {
    const { manifest } = await manifestFor('import { find } from "#py/shop";\nfind(1).receipt().first;\n');
    expect(symbolsOf(manifest)).toContain("shop._order:_Line");
  });

  test("except those that cross by value", async () => {
    const config = parseConfig(
      { libraries: { shop: "*", datetime: true } },
      "/project/snakebridge.config.ts",
    );
    const { rounds } = await manifestFor(
      'import { find } from "#py/shop";\nfind(1).receipt().printed();\n',
      config,
    );
    expect(rounds.flat()).not.toContain("datetime:datetime");
  });

  test.each(["Order", "_order"])("except those that the configuration excludes (%s)", async (exclude) => {
    const { manifest } = await manifestFor(
      'import { find } from "#py/shop";\nfind(1);\n',
      configOf({ exclude: [exclude] }),
    );
    expect(symbolsOf(manifest)).toEqual(["shop:find"]);
  });

  test("except those that Python lacks: it is asked once, and the type is PyObject", async () => {
    const program = 'import { find } from "#py/shop";\nfind(1).haunt();\n';
    const { manifest, rounds } = await manifestFor(program);
    expect(manifest.reached).toMatchObject({ "shop.customers:Ghost": null });
    expect(rounds.flat()).toContain("shop.customers:Ghost");
    const again = await manifestFor(program, configOf(), manifest);
    expect(again.rounds).toEqual([]);
    expect(again.manifest).toEqual(manifest);
    expect(emitted(manifest)["shop.ts"]).toContain("haunt(): PyCall<PyObject>");
  });

  test("without asking Python for those that are also imported", async () => {
    const { manifest, rounds } = await manifestFor(
      'import { find, Order } from "#py/shop";\nfind(1);\nexport { Order };\n',
    );
    expect(rounds).toEqual([]);
    expect(manifest.reached).toBeUndefined();
  });

  test("up to 300, the same in every run", () => {
    const names = Array.from({ length: 400 }, (_, index) => `C${index}`);
    const maker = (name: string): ManifestSymbol => ({
      kind: "function",
      signature: { parameters: [], returns: { kind: "name", name: `shop.many:${name}` }, tier: "stub" },
    });
    const symbols = Object.fromEntries(names.map((name) => [`shop:make_${name}`, maker(name)]));
    const used = new Set(Object.keys(symbols));
    const reach = findReachableClasses({ ...emptyManifest, symbols }, used, new Set(), configOf());
    expect(reach.isTruncated).toBe(true);
    expect(reach.unknown.map(({ query }) => query.path[0])).toEqual(names.sort().slice(0, 300));
  });

  test("except those that are no longer reachable", async () => {
    const { manifest } = await manifestFor('import { find } from "#py/shop";\nfind(1).receipt();\n');
    const { uses, members } = scanned('import { find } from "#py/shop";\nfind(1);\n');
    const { used } = resolveUses(uses, manifest, configOf());
    expect([...findReachableClasses(manifest, used, members, configOf()).keys]).toEqual(["shop:Order"]);
  });
});

function emitted(manifest: Manifest): Record<string, string> {
  return Object.fromEntries(emit(buildModel(manifest, [])).map(({ path, content }) => [path, content]));
}

describe("a program that imports functions only", () => {
  const program = `import { find, parse, search } from "./shop.js";
const note = await parse("buy pears");
const customers = await search("ann");
const results = {
  unawaited: await find(1).customer.greeting(),
  awaited: await (await find(2)).label(),
  note: "read" in note ? await note.read() : undefined,
  either: [await parse("5").label(), await parse("buy").label()],
  items: await Promise.all(customers.map((each) => each.greeting())),
  cycle: await (await find(3).customer.orders())[0]?.customer.discount().percent(),
  hidden: await find(4).receipt().first.upper(),
};
console.log(JSON.stringify(results));
`;
  let folder: string;
  let files: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "snakebridge-reach-"));
    const { manifest } = await manifestFor(program.replace("./shop.js", "#py/shop"));
    files = emitted(manifest);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("compiles, and wrong calls do not", () => {
    const wrong = 'import { find } from "./shop.js";\nfind(1).reciept();\nfind(1).customer.greeting(1);\n';
    const errors = compileErrors({ ...files, "main.ts": program, "wrong.ts": wrong });
    expect(errors.map((error) => error.split(": ")[0])).toEqual(["wrong.ts:2", "wrong.ts:3"]);
  });

  test("receives instances of all classes, also through circular imports", async () => {
    const urlOf = (path: string): string => pathToFileURL(join(root, path)).href;
    const importable = `import { symbol } from "${urlOf("src/runtime/index.ts")}";
await symbol("sys").$attr("path").$invoke("append", ${JSON.stringify(join(fixtures, "reach/pkg"))});
`;
    const scripts = Object.entries(files).filter(([path]) => path.endsWith(".js"));
    for (const [path, content] of [
      ...scripts,
      ["main.mts", importable + program],
      ["package.json", '{"type":"module"}'],
    ] as const) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content.replace("snakebridge/codegen-v1", urlOf("src/runtime/codegen-v1.ts")));
    }
    const { stdout } = await execa("node", [join(root, "node_modules/tsx/dist/cli.mjs"), "main.mts"], {
      cwd: folder,
      env: { SNAKEBRIDGE_PYTHON: testPython },
    });
    expect(JSON.parse(stdout)).toEqual({
      unawaited: "Dear customer 1",
      awaited: "order 2",
      note: "buy pears",
      either: ["order 5", "note buy"],
      items: ["Dear ann", "Dear ANN"],
      cycle: 5,
      hidden: "ONE PEAR",
    });
  });
});
