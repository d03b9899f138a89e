import { join } from "node:path";
import fastGlob from "fast-glob";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { configFileNames } from "../../project/config/find-config.ts";
import { loadConfig } from "../../project/config/load-config.ts";
import { parseConfig } from "../../project/config/parse-config.ts";
import { emptyManifest } from "../../project/manifest/manifest.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { type FileToWrite, writeFiles } from "../../system/files/write-files.ts";
import {
  addLines,
  attributeLines,
  changePackageJson,
  ignoredLines,
  newTsconfig,
} from "../project/project-files.ts";
import { renderProject } from "../project/render-project.ts";
import { configInput, configText, type InitAnswers } from "./config-text.ts";
import { installMergeDriver, mergeAttributeLines } from "./merge-driver.ts";

export interface InitOptions {
  /** Configure git in this clone to merge manifest, lock and generated files by snakebridge's rules. */
  readonly mergeDriver?: boolean;
}

export interface InitResult {
  /** Absolute path of the project. */
  readonly root: string;
  /** Paths that were created or changed. */
  readonly written: readonly string[];
  /** Decisions for the user. */
  readonly hints: readonly string[];
  readonly config: Config;
}

/**
 * Sets up a project in `root`: writes missing files and keeps existing ones. Calls `ask` only if there is no configuration
 * yet.
 *
 * @throws DiagnosticError SB2002 to SB2004 for an existing configuration that is invalid
 */
export async function init(
  root: string,
  ask: () => Promise<InitAnswers>,
  { mergeDriver = false }: InitOptions = {},
): Promise<InitResult> {
  const files: FileToWrite[] = [];
  const hints: string[] = [];
  const config = (await existingConfig(root)) ?? (await newConfig(root, ask, files));

  const packageText = await readTextIfExists(join(root, "package.json"));
  const tsconfig = await readTextIfExists(join(root, "tsconfig.json"));
  const fresh = tsconfig === undefined && !(await hasSources(root));
  const packageJson = changePackageJson(packageText, config.output, fresh);
  files.push({ path: "package.json", content: packageJson.text });
  if (packageJson.hint) hints.push(packageJson.hint);
  if (tsconfig === undefined) files.push({ path: "tsconfig.json", content: newTsconfig });
  const append = async (path: string, lines: readonly string[]): Promise<void> => {
    files.push({ path, content: addLines(await readTextIfExists(join(root, path)), lines) });
  };
  await append(".gitignore", ignoredLines);
  await append(".gitattributes", [
    ...attributeLines(config.output, config.lock),
    ...(mergeDriver ? mergeAttributeLines(config) : []),
  ]);
  const emptyEnvironments = environmentsOf(config).map((each) => ({ config: each, manifest: emptyManifest }));
  for (const stub of renderProject(emptyEnvironments))
    if ((await readTextIfExists(join(root, stub.path))) === undefined) files.push(stub);

  const { written } = await writeFiles(root, files);
  const driverHint = mergeDriver ? await installMergeDriver(root) : undefined;
  if (driverHint) hints.push(driverHint);
  return { root, written, hints, config };
}

async function existingConfig(root: string): Promise<Config | undefined> {
  const texts = await Promise.all(configFileNames.map((name) => readTextIfExists(join(root, name))));
  return texts.some((text) => text !== undefined) ? await loadConfig({ cwd: root }) : undefined;
}

async function newConfig(
  root: string,
  ask: () => Promise<InitAnswers>,
  files: FileToWrite[],
): Promise<Config> {
  const input = configInput(await ask());
  const path = "snakebridge.config.ts";
  const config = parseConfig(input, join(root, path));
  files.push({ path, content: configText(input) });
  return config;
}

/** Whether the project has code that depends on the module system set in package.json. */
async function hasSources(root: string): Promise<boolean> {
  const sources = await fastGlob(["*.{js,ts,jsx,tsx}", "{src,lib,test,bin}/**/*.{js,ts,jsx,tsx}"], {
    cwd: root,
    ignore: [...configFileNames],
  });
  return sources.length > 0;
}
