import { expect, it } from "vitest";
import { readProjectState } from "../../../src/commands/project/project-state.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { tempProject } from "../../support/temp-project.ts";

const settings = { libraries: { json: true }, environments: { vision: { libraries: { math: true } } } };
const manifest: Manifest = { ...emptyManifest, symbols: { "math:": { kind: "module" } } };

async function stateOf(files: Readonly<Record<string, string>>) {
  const project = await tempProject(files);
  return await readProjectState(parseConfig(settings, project.path("snakebridge.config.ts")));
}

it("is empty before the first run", async () => {
  const { lock, lockText, environments } = await stateOf({});
  expect([lock, lockText]).toEqual([undefined, undefined]);
  expect(environments.map(({ hasManifest }) => hasManifest)).toEqual([false, false]);
  expect(environments[0]?.manifest).toEqual(emptyManifest);
});

it("has the manifest of each environment, the one without a name first", async () => {
  const { environments } = await stateOf({ "src/py/@vision/manifest.json": serializeManifest(manifest) });
  expect(environments.map(({ config, hasManifest }) => [config.environment, hasManifest])).toEqual([
    ["default", false],
    ["vision", true],
  ]);
  expect(environments[1]?.manifest).toEqual(manifest);
});

it.each([
  ["src/py/manifest.json", "SB5004"],
  ["snakebridge.lock", "SB5005"],
])("is an error with the file's name where %s cannot be read", async (path, code) => {
  await expect(stateOf({ [path]: "{" })).rejects.toMatchObject({
    diagnostics: [{ code, location: { file: path } }],
  });
});
