import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { type LoadOptions, loadConfig, loadConfigSync } from "../../project/config/load-config.ts";
import { parseConfig } from "../../project/config/parse-config.ts";
import { type ScanResult, scanProject } from "../../stages/scan/scan-project.ts";

/** A project's scan, and the configuration with the dependencies of its sources. */
export interface ScannedProject {
  readonly config: Config;
  readonly scan: ScanResult;
}

const packageFile = "package.json";

/**
 * Loads a project's configuration, without its sources' inline dependencies. Without a configuration file, the folder of
 * the nearest package.json is the project, and its sources must declare their dependencies.
 *
 * @throws DiagnosticError SB2001 to SB2006
 */
export async function loadProject(options: LoadOptions): Promise<Config> {
  try {
    return await loadConfig(options);
  } catch (error) {
    return projectWithoutConfig(error, options);
  }
}

/** The synchronous form, for compilers. */
export function loadProjectSync(options: LoadOptions): Config {
  try {
    return loadConfigSync(options);
  } catch (error) {
    return projectWithoutConfig(error, options);
  }
}

function projectWithoutConfig(error: unknown, { cwd, config }: LoadOptions): Config {
  const isMissing =
    error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === "SB2001");
  const root = isMissing && config === undefined ? nearestPackage(cwd) : undefined;
  if (root === undefined) throw error;
  return parseConfig({ libraries: {} }, join(root, packageFile));
}

/** Whether a project has no configuration file. */
export function isWithoutConfig({ file }: Pick<Config, "file">): boolean {
  return basename(file) === packageFile;
}

/**
 * Scans the sources, and adds their inline dependencies to the configuration.
 *
 * @throws DiagnosticError SB2007 and SB2008 for invalid blocks, SB2001 when there is neither a block nor a configuration
 */
export async function scanDependencies(config: Config): Promise<ScannedProject> {
  const scan = await scanProject(config);
  if (scan.blocks.length === 0) {
    if (isWithoutConfig(config)) throw noConfiguration(config);
    return { config, scan };
  }
  // Loaded lazily: a project without blocks does not need their parser.
  const { applyBlocks } = await import("../../project/inline/apply-blocks.ts");
  return { config: applyBlocks(config, scan.blocks, scan.uses), scan };
}

/** Loads the configuration with inline dependencies, for commands that need nothing else of the sources. */
export async function loadMergedConfig(options: LoadOptions): Promise<Config> {
  return (await scanDependencies(await loadProject(options))).config;
}

function nearestPackage(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, packageFile))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function noConfiguration({ root }: Config): DiagnosticError {
  const message = `There is no snakebridge.config.ts in ${root} or a folder above it, and no source has a "// /// snakebridge" block.`;
  return new DiagnosticError(diagnostic("SB2001", message));
}
