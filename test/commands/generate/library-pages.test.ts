import { expect, test } from "vitest";
import { addLibraryPages } from "../../../src/commands/generate/library-pages.ts";
import { emptyManifest, type LibraryRecord, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { tempProject } from "../../support/temp-project.ts";

const page = "https://numpy.org/doc/";

/** What is recorded where numpy 2.4.6 is installed, whose metadata names its page. */
async function recorded(record: LibraryRecord, before?: LibraryRecord): Promise<LibraryRecord | undefined> {
  const { root } = await tempProject({
    "numpy-2.4.6.dist-info/METADATA": `Name: numpy\nProject-URL: documentation, ${page}\n\nText.\n`,
  });
  const manifest = { ...emptyManifest, libraries: before === undefined ? {} : { numpy: before } };
  const where = { python: "/nowhere/bin/python", existing: { sitePackages: [root] } };
  return (await addLibraryPages({ numpy: record }, manifest, where)).numpy;
}

test("a library's page is recorded with the version that its metadata describes", async () => {
  const record = { distribution: "NumPy", version: "2.4.6" };
  expect(await recorded(record)).toEqual({ ...record, page });
  expect(await recorded({ distribution: "numpy", version: "2.4.5" })).not.toHaveProperty("page");
  expect(await recorded({ python: "3.11" })).toEqual({ python: "3.11" });
});

test("an address that another machine recorded for the same version stays", async () => {
  const record = { distribution: "numpy", version: "2.4.6" };
  const before = { ...record, page: "https://example.org/numpy" };
  expect(await recorded(record, before)).toEqual(before);
  expect(await recorded(record, { ...before, version: "2.4.5" })).toEqual({ ...record, page });
});

const documented = (libraries: Manifest["libraries"], module = "numpy"): string => {
  const signature = { parameters: [], tier: "signature" } as const;
  const manifest = {
    format: 1,
    libraries,
    symbols: { [`${module}:mean`]: { kind: "function", signature } },
  } as const;
  const read = parseManifest(serializeManifest(manifest), "manifest.json");
  return emit(buildModel(read, [])).find(({ path }) => path === `${module.replace(".", "/")}.ts`)!.content;
};

test("documentation links to it; of the standard library, to Python's manual", () => {
  expect(documented({ numpy: { distribution: "numpy", version: "2.4.6", page } })).toContain(
    "/** Python: `numpy.mean()` ([numpy 2.4.6](https://numpy.org/doc/)), types from: runtime signature */",
  );
  expect(documented({ numpy: { distribution: "numpy", version: "2.4.6" } })).toContain("(numpy 2.4.6), ");
  expect(documented({ json: { python: "3.11" } }, "json.decoder")).toContain(
    "([Python 3.11](https://docs.python.org/3.11/library/json.html))",
  );
});

test("a manifest accepts only an address there", () => {
  const page = "javascript:alert(1)";
  expect(() => documented({ numpy: { distribution: "numpy", version: "2.4.6", page } })).toThrow(
    /libraries › numpy › page: expected an address/,
  );
});
