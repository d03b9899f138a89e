import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { getTsconfig, type TsConfigResult } from "get-tsconfig";
import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";

/**
 * Returns SB1007 when the project's tsconfig.json lists snakebridge's plugins and its TypeScript does not load plugins:
 * since version 7 the compiler silently ignores them.
 */
export function pluginsIgnored(root: string): readonly Diagnostic[] {
  const tsconfig = readTsconfig(root);
  const [plugin] = tsconfig ? ourPlugins(tsconfig.config) : [];
  const version = installedTypeScript(root);
  if (!tsconfig || plugin === undefined || version === undefined || !ignoresPlugins(version)) return [];
  const message = `TypeScript ${version} ignores the plugin "${plugin}": nothing is checked when it compiles.`;
  const fix =
    'Remove it from "plugins" and run `npx snakebridge check --strict` before tsc, or compile with typescript@^6. Imports from "#py/…" need no plugin.';
  return [diagnostic("SB1007", message, { location: placeOf(plugin, tsconfig.path, root), fix })];
}

/** Whether a version of TypeScript is native, without plugins. */
export function ignoresPlugins(version: string): boolean {
  return Number.parseInt(version, 10) >= 7;
}

/**
 * Returns the version of a project's TypeScript; `undefined` when none is installed. Reads package.json where Node would
 * find it, so that TypeScript need not be loaded or export the file.
 */
export function installedTypeScript(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    try {
      const text = readFileSync(join(folder, "node_modules/typescript/package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      if (dirname(folder) === folder) return undefined;
    }
  }
}

/** Returns the nearest tsconfig.json with everything that it extends; `undefined` when it is missing or invalid. */
export function readTsconfig(root: string): TsConfigResult | undefined {
  try {
    return getTsconfig(root) ?? undefined;
  } catch {
    // The compiler reports the mistake.
    return undefined;
  }
}

/** Returns the specifiers of this package in `plugins`. */
export function ourPlugins({ compilerOptions }: TsConfigResult["config"]): string[] {
  const plugins: readonly { readonly name?: string; readonly transform?: unknown }[] =
    compilerOptions?.plugins ?? [];
  return plugins
    .flatMap(({ transform, name }) => [transform, name])
    .filter((name): name is string => typeof name === "string" && /^snakebridge(\/|$)/.test(name));
}

function placeOf(plugin: string, path: string, root: string): Location {
  const file = relative(root, path).split(sep).join("/");
  const quoted = `"${plugin}"`;
  const lines = readFileSync(path, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes(quoted));
  // The plugin may be listed in a file that this one extends.
  if (line < 0) return { file, line: 1, column: 1 };
  return { file, line: line + 1, column: lines[line]!.indexOf(quoted) + 1, length: quoted.length };
}
