import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { getTsconfig } from "get-tsconfig";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";

/** The version of the TypeScript that a project's `tsc` is; `undefined` when none is installed. */
export async function installedTypeScript(root: string): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    try {
      const path = join(folder, "node_modules/typescript/package.json");
      return (JSON.parse(await readFile(path, "utf8")) as { version: string }).version;
    } catch {
      if (dirname(folder) === folder) return undefined;
    }
  }
}

/**
 * SB1007 when the project's tsconfig.json lists a plugin of ours and its TypeScript does not load plugins: since
 * version 7 the compiler ignores them without a word. `undefined`: all is well.
 */
export async function pluginsIgnored(root: string): Promise<Diagnostic | undefined> {
  const tsconfig = readTsconfig(root);
  const plugin = tsconfig?.config.compilerOptions?.plugins
    ?.map(pluginName)
    .find((name) => name !== undefined);
  if (!tsconfig || plugin === undefined) return undefined;
  const version = await installedTypeScript(root);
  if (version === undefined || Number.parseInt(version, 10) < 7) return undefined;
  return diagnostic(
    "SB1007",
    `TypeScript ${version} ignores the plugin "${plugin}": nothing is checked when it compiles.`,
    {
      location: await placeOf(plugin, tsconfig.path, root),
      fix: 'Remove it from "plugins" and run `npx snakebridge check --strict` before tsc, or compile with typescript@^6. Imports from "#py/…" need no plugin.',
    },
  );
}

function readTsconfig(root: string): ReturnType<typeof getTsconfig> | undefined {
  try {
    return getTsconfig(root);
  } catch {
    // The compiler says what is wrong with it.
    return undefined;
  }
}

/** The specifier under which a plugin entry names this package. */
function pluginName(plugin: { readonly name?: string; readonly transform?: unknown }): string | undefined {
  return [plugin.transform, plugin.name].find(
    (name): name is string => typeof name === "string" && /^snakebridge(\/|$)/.test(name),
  );
}

async function placeOf(plugin: string, path: string, root: string): Promise<Location> {
  const file = relative(root, path).split(sep).join("/");
  const lines = (await readFile(path, "utf8")).split("\n");
  const line = lines.findIndex((text) => text.includes(`"${plugin}"`));
  // A tsconfig.json that it extends may list the plugin.
  if (line < 0) return { file, line: 1, column: 1 };
  return { file, line: line + 1, column: lines[line]!.indexOf(`"${plugin}"`) + 1, length: plugin.length + 2 };
}
