import { readFileSync } from "node:fs";
import type { Config } from "./config.ts";
import { evaluateConfig } from "./evaluate-config.ts";
import { findConfig } from "./find-config.ts";
import { ConfigError, parseConfig } from "./parse-config.ts";
import { readDeclarations } from "./read-declarations.ts";

export interface LoadOptions {
  /** Folder where the search begins. */
  readonly cwd: string;
  /** Path of the configuration, relative to `cwd`; absent: the nearest one. */
  readonly config?: string;
}

/**
 * Finds, evaluates and validates the project's configuration.
 *
 * @throws DiagnosticError SB2001 to SB2006, with every mistake and its place in the file
 */
export async function loadConfig(options: LoadOptions): Promise<Config> {
  try {
    return loadConfigSync(options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { placeMistakes } = await import("./place-mistakes.ts");
    const { ts } = await import("ts-morph");
    throw placeMistakes(ts, error, readFileSync(error.file, "utf8"));
  }
}

/** The synchronous form, for compilers; its mistakes have no location in the file. */
export function loadConfigSync({ cwd, config }: LoadOptions): Config {
  const file = findConfig(cwd, config);
  return readDeclarations(parseConfig(evaluateConfig(file), file));
}
