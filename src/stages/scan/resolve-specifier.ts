import { moduleOfPath } from "../../naming/module-path.ts";
import { isImportName } from "../../project/config/python-names.ts";

/** What a specifier resolves to: a Python module through its generated file, or a source of the project. */
export type ResolvedSpecifier =
  | PythonModule
  | { readonly file: string }
  /** A generated file with a computed name. */
  | { readonly computedModule: true };

/** `#py/numpy/linalg`, or `#py/@legacy/numpy/linalg` in an environment of that name. */
interface PythonModule {
  readonly module: string;
  readonly environment?: string | undefined;
}

/** The input of specifier resolution for one folder. All paths are relative to the project, with forward slashes. */
export interface ModuleContext {
  readonly output: string;
  /** The `imports` of the nearest package.json, and its folder. */
  readonly imports: { readonly folder: string; readonly entries: Readonly<Record<string, unknown>> };
  /** The paths that the `paths` and `baseUrl` of tsconfig.json allow, best first. */
  readonly aliases: (specifier: string) => readonly string[];
  /** Every module alias in package.json and tsconfig.json, with its `*`. */
  readonly aliasNames: readonly string[];
  readonly isSource: (path: string) => boolean;
}

/**
 * Resolves a specifier by the file that it refers to, whatever its form; only `py:` is special. Returns
 * `undefined` if it is neither a Python module nor a source.
 */
export function resolveSpecifier(
  specifier: string,
  from: string,
  context: ModuleContext,
): ResolvedSpecifier | undefined {
  if (specifier.startsWith("py:"))
    return moduleInside(specifier.slice(3), (path) => path.replaceAll("/", "."));
  return firstDefined(candidatePaths(specifier, from, context), (path) => resolvePath(path, context));
}

function candidatePaths(specifier: string, from: string, context: ModuleContext): readonly string[] {
  if (/^\.\.?(\/|$)/.test(specifier)) return [joinPath(from.split("/").slice(0, -1).join("/"), specifier)];
  if (!specifier.startsWith("#")) return context.aliases(specifier);
  const { folder, entries } = context.imports;
  const targets = importTargets(specifier, entries);
  if (targets) return targets.map((target) => joinPath(folder, target));
  // Before `init` writes the entry, `#py/…` has this default.
  return specifier.startsWith("#py/")
    ? [`${context.output}/${specifier.slice(4)}.ts`]
    : context.aliases(specifier);
}

/** Returns the targets of a Node subpath import: the exact entry, or the pattern with the longest prefix. */
function importTargets(specifier: string, entries: Readonly<Record<string, unknown>>): string[] | undefined {
  if (Object.hasOwn(entries, specifier)) return entryTargets(entries[specifier]);
  let best: { readonly key: string; readonly match: string } | undefined;
  for (const key of Object.keys(entries)) {
    const [before = "", after, ...more] = key.split("*");
    if (after === undefined || more.length > 0) continue;
    if (specifier.length < key.length || !specifier.startsWith(before) || !specifier.endsWith(after))
      continue;
    if (best && before.length <= best.key.indexOf("*")) continue;
    best = { key, match: specifier.slice(before.length, specifier.length - after.length) };
  }
  if (!best) return undefined;
  const { key, match } = best;
  return entryTargets(entries[key]).map((target) => target.replaceAll("*", () => match));
}

/**
 * Returns all targets of an entry under any condition: types and code of a module are in the same place or next to
 * each other.
 */
function entryTargets(entry: unknown): string[] {
  if (typeof entry === "string") return [entry];
  if (typeof entry !== "object" || entry === null) return [];
  return Object.values(entry).flatMap(entryTargets);
}

function resolvePath(path: string, context: ModuleContext): ResolvedSpecifier | undefined {
  if (path.startsWith(`${context.output}/`)) {
    const inside = path.slice(context.output.length + 1).replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
    return moduleInside(inside, moduleOfPath);
  }
  const file = candidateFiles(path).find(context.isSource);
  return file === undefined ? undefined : { file };
}

function moduleInside(path: string, moduleOf: (path: string) => string): ResolvedSpecifier | undefined {
  const [, environment, rest = path] = /^@([^/]*)\/(.*)$/.exec(path) ?? [];
  const module = moduleOf(rest);
  if (path.includes("*")) return { computedModule: true };
  if (!isImportName(module)) return undefined;
  return environment === undefined ? { module } : { module, environment };
}

/** Lists the files that a path can refer to: `./a.js` is `a.ts`, `./a` is `a.ts` or `a/index.ts`. */
function candidateFiles(path: string): string[] {
  const [, stem = path, flavour, jsx] = /^(.*)\.([cm]?)js(x?)$/.exec(path) ?? [];
  if (flavour !== undefined)
    return [path, `${stem}.${flavour}ts${jsx}`, `${stem}.tsx`, `${stem}.d.${flavour}ts`];
  const extensions = ["ts", "tsx", "mts", "cts", "d.ts", "js", "jsx", "mjs", "cjs"];
  return [
    path,
    ...["", "/index"].flatMap((end) => extensions.map((extension) => `${path}${end}.${extension}`)),
  ];
}

function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

function firstDefined<T, R>(values: readonly T[], resolve: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const result = resolve(value);
    if (result !== undefined) return result;
  }
  return undefined;
}
