import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Query } from "../../../src/facts/facts.ts";
import { emptyManifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { findTypeshed } from "../../../src/stages/introspect/find-typeshed.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { compileErrors } from "../../support/compile.ts";
import { tempProject } from "../../support/temp-project.ts";
import { testPython } from "../../support/test-python.ts";

const questions =
  `collections:Counter datetime:datetime json:dumps logging:Logger logging:getLogger math:sqrt os:path.join
  random:random re:Match re:match re:sub statistics:mean textwrap:wrap urllib.parse:urlencode`
    .split(/\s+/)
    .map((each): Query => {
      const [module = "", path = ""] = each.split(":");
      return { module, path: path.split(".") };
    });

const typeshed = findTypeshed(join(import.meta.dirname, "../../.."));
let files: Record<string, string>;

beforeAll(async () => {
  const answers = await introspect(testPython, questions, { typeshed: typeshed?.folder });
  const generated = emit(buildModel(mergeAnswers(emptyManifest, answers), []));
  files = Object.fromEntries(generated.map(({ path, content }) => [path, content]));
});

it("finds pyright in the project or above it, or returns undefined", async () => {
  expect(typeshed?.source).toMatch(/^pyright \d+\.\d+\.\d+$/);
  const project = await tempProject({
    "node_modules/pyright/package.json": '{ "version": "1.2.3" }',
    "node_modules/pyright/dist/typeshed-fallback/stdlib/builtins.pyi": "",
  });
  expect(findTypeshed(project.path("packages/one"))).toEqual({
    folder: project.path("node_modules/pyright/dist/typeshed-fallback"),
    server: project.path("node_modules/pyright/langserver.index.js"),
    source: "pyright 1.2.3",
  });
  const without = await tempProject({});
  expect(findTypeshed(without.root)).toBeUndefined();
  // pnpm hides a dependency's own dependencies from the project.
  expect(findTypeshed(without.root, project.path("node_modules/pyright"))?.source).toBe("pyright 1.2.3");
});

it("types the standard library: results, chains, overloads, attributes", () => {
  const program = `import { Counter } from "./collections.js";
import { datetime } from "./datetime.js";
import { dumps } from "./json.js";
import { getLogger } from "./logging.js";
import { sqrt } from "./math.js";
import { join } from "./os/path.js";
import { random } from "./random.js";
import { match, sub } from "./re.js";
import { wrap } from "./textwrap.js";
import { urlencode } from "./urllib/parse.js";
const root: number = (await sqrt(2)) + (await random());
const texts: string[] = [
  await dumps({ a: 1 }),
  await sub("a", "b", "c", 1),
  await join("a", "b"),
  await urlencode({ a: 1 }),
  ...(await wrap("a b", 1)),
];
const name: string = await getLogger("app").name;
const level: number | bigint = await getLogger("app").getEffectiveLevel();
const found = await match("(a)(b)", "ab");
const span: [number | bigint, number | bigint] | undefined = found === null ? undefined : await found.span(1);
const total: number | bigint = await Counter.new("abca").total();
const iso: string = await datetime.now().$invoke("isoformat").then(String);
export { iso, level, name, root, span, texts, total };
`;
  expect(compileErrors({ ...files, "main.ts": program })).toEqual([]);
});

it("rejects wrong calls", () => {
  const wrong = `import { dumps } from "./json.js";
import { getLogger } from "./logging.js";
import { sqrt } from "./math.js";
import { wrap } from "./textwrap.js";
export const text: string = await sqrt(2);
getLogger(1);
wrap(1);
wrap("a", "b");
wrap();
dumps({}, { indents: 1 }, 2);
getLogger("a").levels;
`;
  const lines = compileErrors({ ...files, "main.ts": wrong }).map((error) => error.split(":")[1]);
  expect(lines).toEqual(["5", "6", "7", "8", "9", "10", "11"]);
});
