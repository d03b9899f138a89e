import { moduleOfPath } from "../../naming/module-path.ts";
import { isImportName } from "../../project/config/python-names.ts";

/** What a specifier leads to: a Python module through its generated file, or a source of the project. */
export type Meaning =
  | PythonModule
  | { readonly file: string }
  /** A generated file whose name the source computes. */
  | { readonly computedModule: true };

/** `#py/numpy/linalg`, or `#py/@legacy/numpy/linalg` in an environment of that name. */
interface PythonModule {
  readonly module: string;
  readonly environment?: string | undefined;
}

/** What decides where a specifier leads from one folder. All paths are relative to the project, with forward slashes. */
export interface ModuleContext {
  readonly output: string;
  /** `imports` of the nearest package.json, and the folder of that file. */
  readonly imports: { readonly folder: string; readonly entries: Readonly<Record<string, unknown>> };
  /** The paths that `paths` and `baseUrl` of the tsconfig.json try, best first. */
  readonly aliases: (specifier: string) => readonly string[];
  /** Every name that package.json and tsconfig.json give to modules, with its `*`. */
  readonly aliasNames: readonly string[];
  readonly isSource: (path: string) => boolean;
}

/** Decides by the file that a specifier means, not by its spelling; `py:` is spelling. `undefined`: not ours. */
export function meaningOfSpecifier(
  specifier: string,
  from: string,
  context: ModuleContext,
): Meaning | undefined {
  if (specifier.startsWith("py:"))
    return meaningInside(specifier.slice(3), (path) => path.replaceAll("/", "."));
  return firstOf(pathsOf(specifier, from, context), (path) => meaningOfPath(path, context));
}

function pathsOf(specifier: string, from: string, context: ModuleContext): readonly string[] {
  if (/^\.\.?(\/|$)/.test(specifier)) return [joinPath(from.split("/").slice(0, -1).join("/"), specifier)];
  if (!specifier.startsWith("#")) return context.aliases(specifier);
  const { folder, entries } = context.imports;
  const targets = importTargets(specifier, entries);
  if (targets) return targets.map((target) => joinPath(folder, target));
  // Before `init` has written the entry, `#py/…` already says what is meant.
  return specifier.startsWith("#py/")
    ? [`${context.output}/${specifier.slice(4)}.ts`]
    : context.aliases(specifier);
}

/** The targets of Node's subpath imports: the exact entry, or the pattern with the longest beginning. */
function importTargets(specifier: string, entries: Readonly<Record<string, unknown>>): string[] | undefined {
  if (Object.hasOwn(entries, specifier)) return leaves(entries[specifier]);
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
  return leaves(entries[key]).map((target) => target.replaceAll("*", () => match));
}

/** All targets of an entry, whatever the conditions: types and code of a module lie in the same place or beside. */
function leaves(entry: unknown): string[] {
  if (typeof entry === "string") return [entry];
  if (typeof entry !== "object" || entry === null) return [];
  return Object.values(entry).flatMap(leaves);
}

function meaningOfPath(path: string, context: ModuleContext): Meaning | undefined {
  if (path.startsWith(`${context.output}/`)) {
    const inside = path.slice(context.output.length + 1).replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
    return meaningInside(inside, moduleOfPath);
  }
  const file = sourceSpellings(path).find(context.isSource);
  return file === undefined ? undefined : { file };
}

function meaningInside(path: string, moduleOf: (path: string) => string): Meaning | undefined {
  const [, environment, rest = path] = /^@([^/]*)\/(.*)$/.exec(path) ?? [];
  const module = moduleOf(rest);
  if (path.includes("*")) return { computedModule: true };
  if (!isImportName(module)) return undefined;
  return environment === undefined ? { module } : { module, environment };
}

/** The files that a path can mean: `./a.js` is `a.ts`, `./a` is `a.ts` or `a/index.ts`. */
function sourceSpellings(path: string): string[] {
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

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
