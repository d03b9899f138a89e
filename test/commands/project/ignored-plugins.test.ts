import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installedTypeScript, pluginsIgnored } from "../../../src/commands/project/ignored-plugins.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "snakebridge-plugins-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

const install = (version: string, folder = "."): Promise<void> =>
  write(`${folder}/node_modules/typescript/package.json`, JSON.stringify({ name: "typescript", version }));
const listing = (plugin: string): string => `{
  // comments are allowed
  "compilerOptions": {
    "plugins": [{ "name": "other" }, ${plugin}],
  },
}`;

test.each([
  ["transformer", `{ "transform": "snakebridge/transformer" }`, `"snakebridge/transformer"`],
  ["language service", `{ "name": "snakebridge/language-service" }`, `"snakebridge/language-service"`],
])("TypeScript 7 ignores the %s, and it is said where", async (_name, plugin, text) => {
  await install("7.0.2");
  await write("tsconfig.json", listing(plugin));
  expect(pluginsIgnored(root)).toMatchObject([
    {
      code: "SB1007",
      severity: "error",
      message: expect.stringContaining("TypeScript 7.0.2"),
      location: {
        file: "tsconfig.json",
        line: 4,
        column: listing(plugin).split("\n")[3]!.indexOf(text) + 1,
        length: text.length,
      },
    },
  ]);
});

test("a plugin listed in a configuration that is extended counts", async () => {
  await install("7.1.0-beta");
  await write("base.json", listing(`{ "transform": "snakebridge/transformer" }`));
  await write("tsconfig.json", `{ "extends": "./base.json" }`);
  expect(pluginsIgnored(root)).toMatchObject([
    { code: "SB1007", location: { file: "tsconfig.json", line: 1 } },
  ]);
});

test.each<[why: string, version: string | undefined, tsconfig: string | undefined]>([
  ["TypeScript 6 loads plugins", "6.0.3", listing(`{ "transform": "snakebridge/transformer" }`)],
  ["plugins of others are theirs", "7.0.2", listing(`{ "transform": "snakebridge-like" }`)],
  ["there are no plugins", "7.0.2", "{}"],
  ["there is no tsconfig.json", "7.0.2", undefined],
  ["tsconfig.json is broken", "7.0.2", "{ nonsense"],
  ["there is no TypeScript", undefined, listing(`{ "transform": "snakebridge/transformer" }`)],
])("nothing is said when %s", async (_why, version, tsconfig) => {
  if (version) await install(version);
  if (tsconfig) await write("tsconfig.json", tsconfig);
  expect(pluginsIgnored(root)).toEqual([]);
});

test("the installed TypeScript is the nearest one", async () => {
  await install("7.0.2");
  await install("5.9.3", "packages/app");
  expect(installedTypeScript(join(root, "packages/app"))).toBe("5.9.3");
  expect(installedTypeScript(join(root, "packages/other"))).toBe("7.0.2");
});
