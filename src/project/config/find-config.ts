import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";

/** The possible names of a configuration file, in the order in which messages list them. */
export const configFileNames: readonly string[] = ["ts", "mts", "js", "mjs", "json"].map(
  (extension) => `snakebridge.config.${extension}`,
);

/**
 * Returns the absolute path of the configuration: `config` (relative to `cwd`) if given, otherwise the file in `cwd` or
 * in the nearest folder above it.
 *
 * @throws DiagnosticError SB2001 when there is none, SB2004 when a folder has several
 */
export function findConfig(cwd: string, config?: string): string {
  if (config !== undefined) {
    const file = resolve(cwd, config);
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    throw new DiagnosticError(diagnostic("SB2001", `The configuration file ${file} does not exist.`));
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const names = configsIn(folder);
    if (names.length > 1) {
      const message = `${folder} has multiple configuration files: ${names.join(", ")}.`;
      const fix = `Keep one of them, or choose one: --config ${names[0]}`;
      throw new DiagnosticError(diagnostic("SB2004", message, { fix }));
    }
    if (names[0] !== undefined) return join(folder, names[0]);
    if (dirname(folder) === folder) break;
  }
  const message = `There is no ${configFileNames[0]} (or ${configFileNames.slice(1).join(", ")}) in ${resolve(cwd)} or a folder above it.`;
  throw new DiagnosticError(diagnostic("SB2001", message));
}

function configsIn(folder: string): string[] {
  try {
    const entries = new Set(readdirSync(folder));
    return configFileNames.filter((name) => entries.has(name));
  } catch {
    // A folder above the project that cannot be listed counts as one without a configuration.
    return [];
  }
}
