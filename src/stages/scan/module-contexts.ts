import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import {
  type Cache,
  createPathsMatcher,
  getTsconfig,
  parseTsconfig,
  type TsConfigResult,
} from "get-tsconfig";
import type { Config } from "../../project/config/config.ts";
import type { ModuleContext } from "./resolve-specifier.ts";

type Imports = ModuleContext["imports"];

/**
 * Creates the lookup of module contexts: the nearest package.json and tsconfig.json of a source decide how its
 * specifiers resolve. Each file is read once, and the sources of one folder share a context.
 * @param isSource whether a path relative to the project is one of its sources
 */
export function createModuleContexts(
  { root, output }: Pick<Config, "root" | "output">,
  isSource: (path: string) => boolean,
): (file: string) => ModuleContext {
  const cache: Cache = new Map();
  const importsIn = memoize((folder) => nearestImports(root, folder));
  const contextIn = memoize((folder): ModuleContext => {
    const imports = importsIn(folder);
    const tsconfigs = nearestTsconfigs(folder, cache);
    const matchers = tsconfigs.flatMap((each) => createPathsMatcher(each) ?? []);
    const paths = tsconfigs.flatMap(({ config }) => Object.keys(config.compilerOptions?.paths ?? {}));
    return {
      output,
      imports,
      aliases: (specifier) =>
        matchers.flatMap((match) => match(specifier)).map((path) => toRelative(root, path)),
      aliasNames: [...Object.keys(imports.entries), ...paths],
      isSource,
    };
  });
  return (file) => contextIn(dirname(join(root, file)));
}

function nearestImports(root: string, start: string): Imports {
  for (let folder = start; ; folder = dirname(folder)) {
    const text = readTextIfReadable(join(folder, "package.json"));
    if (text !== undefined) return { folder: toRelative(root, folder), entries: importsOf(text) };
    if (dirname(folder) === folder) return { folder: "", entries: {} };
  }
}

function importsOf(packageJson: string): Readonly<Record<string, unknown>> {
  try {
    const { imports } = JSON.parse(packageJson) as { imports?: unknown };
    return typeof imports === "object" && imports !== null ? (imports as Record<string, unknown>) : {};
  } catch {
    // npm and the compiler report a broken package.json; the scanner continues without it.
    return {};
  }
}

/** Returns the nearest tsconfig.json, and the projects that it references: many files only list the real projects. */
function nearestTsconfigs(folder: string, cache: Cache): TsConfigResult[] {
  const nearest = undefinedOnError(() => getTsconfig(folder, "tsconfig.json", cache));
  if (!nearest) return [];
  const referenced = (nearest.config.references ?? []).flatMap((reference) => {
    const target = resolve(dirname(nearest.path), reference.path);
    const path = target.endsWith(".json") ? target : join(target, "tsconfig.json");
    const config = undefinedOnError(() => parseTsconfig(path, cache as Cache<string>));
    return config ? [{ path, config }] : [];
  });
  return [nearest, ...referenced];
}

/** The compiler reports a broken tsconfig.json; the scanner continues without its aliases. */
function undefinedOnError<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function readTextIfReadable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

function toRelative(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

function memoize<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}
