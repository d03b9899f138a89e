import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import type { ResolvedSpecifier } from "./resolve-specifier.ts";
import type { Reference, SourceScan, Target } from "./source-scan.ts";
import type { Use } from "./use.ts";

/** The scanned sources of a project, and how their specifiers resolve. */
export interface Sources {
  scanOf(file: string): SourceScan | undefined;
  resolve(specifier: string, from: string): ResolvedSpecifier | undefined;
}

export interface FileUses {
  readonly uses: readonly Use[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The result of following a target through the re-exports of the project. */
type Origin =
  | ({ readonly kind: "python" } & PythonName)
  /** Several modules outside the project's sources may provide the name through `export *`. */
  | { readonly kind: "ambiguous"; readonly file: string; readonly specifiers: readonly string[] }
  | { readonly kind: "computed" }
  /** Anything that is not Python. */
  | { readonly kind: "unrelated" };

const unrelated: Origin = { kind: "unrelated" };

/** Finds the uses of Python modules in one source, including those through other sources. */
export function usesOfFile(file: string, sources: Sources): FileUses {
  const uses = new Map<string, Use>();
  const diagnostics: Diagnostic[] = [];
  for (const reference of sources.scanOf(file)?.references ?? []) {
    const origin = traceOrigin(file, reference, sources, new Set()) ?? unrelated;
    const { line, column, length } = reference;
    const location: Location = { file, line, column, length };
    if (origin.kind === "computed") diagnostics.push(computedModuleName(location));
    else if (origin.kind === "ambiguous") diagnostics.push(ambiguous(reference, origin, location));
    else if (origin.kind === "unrelated") continue;
    else if (reference.computed && !looksLikeClass(origin.path))
      diagnostics.push(computedMemberName(origin.module, origin.path, location));
    else {
      const { module, environment, path } = origin;
      const key = JSON.stringify([environment, module, ...path]);
      const known = uses.get(key);
      const kind = known?.kind === "value" ? "value" : reference.kind;
      const environmentField = environment === undefined ? {} : { environment };
      uses.set(key, { module, ...environmentField, path, kind, location: known?.location ?? location });
    }
  }
  return { uses: [...uses.values()], diagnostics };
}

/** A Python module, or a name inside one, and the environment that the import names. */
export type PythonName = Pick<Use, "module" | "environment" | "path">;

/**
 * Returns the Python names that escape a source: it re-exports them as a whole (`export *`, `export { np }`), or
 * accesses their members by computed names. Any of their members may be in use.
 */
export function escapingNames(file: string, sources: Sources): readonly PythonName[] {
  const { exports = [], stars = [], references = [] } = sources.scanOf(file) ?? {};
  const targets = [
    ...exports.flatMap(([, target]) => target ?? []),
    ...stars.map((specifier) => ({ specifier, path: [] })),
    ...references.filter(({ computed }) => computed),
  ];
  return targets.flatMap((target) => {
    const origin = traceOrigin(file, target, sources, new Set());
    if (origin?.kind !== "python") return [];
    const { kind: _, ...name } = origin;
    return [name];
  });
}

/** Whether a source re-exports something from Python, so that its importers must be scanned. */
export function reexportsPython(file: string, sources: Sources): boolean {
  const { exports = [], stars = [] } = sources.scanOf(file) ?? {};
  const targets = exports.flatMap(([, target]) => target ?? []);
  return (
    targets.some((target) => traceOrigin(file, target, sources, new Set())?.kind === "python") ||
    stars.some((specifier) => starExportsPython(file, specifier, sources, new Set()))
  );
}

function starExportsPython(file: string, specifier: string, sources: Sources, seen: Set<string>): boolean {
  const resolved = sources.resolve(specifier, file);
  if (!resolved || "computedModule" in resolved) return false;
  if ("module" in resolved) return true;
  if (seen.has(resolved.file)) return false;
  seen.add(resolved.file);
  const { exports = [], stars = [] } = sources.scanOf(resolved.file) ?? {};
  return (
    exports.some(
      ([, target]) => target && traceOrigin(resolved.file, target, sources, new Set())?.kind === "python",
    ) || stars.some((star) => starExportsPython(resolved.file, star, sources, seen))
  );
}

/**
 * Follows a target to its origin. Returns `undefined` if the file that the specifier resolves to does not export the
 * name.
 */
function traceOrigin(from: string, target: Target, sources: Sources, seen: Set<string>): Origin | undefined {
  const step = JSON.stringify([from, target.specifier, target.path[0]]);
  if (seen.has(step)) return undefined;
  seen.add(step);
  const resolved = sources.resolve(target.specifier, from);
  if (!resolved) return unrelated;
  if ("computedModule" in resolved) return { kind: "computed" };
  if ("module" in resolved) {
    // A default import from a Python module can only mean the module.
    const path = target.path[0] === "default" ? target.path.slice(1) : target.path;
    return { kind: "python", ...resolved, path };
  }
  const scan = sources.scanOf(resolved.file);
  const [name, ...rest] = target.path;
  if (!scan || name === undefined) return unrelated;
  const exported = scan.exports.find(([each]) => each === name);
  if (!exported) return traceStarExports(resolved.file, scan.stars, target.path, sources, seen);
  const [, next] = exported;
  if (!next) return unrelated;
  return traceOrigin(
    resolved.file,
    { specifier: next.specifier, path: [...next.path, ...rest] },
    sources,
    seen,
  );
}

/**
 * Follows a name through `export *`. Sources of the project list their exports. Among other modules, exactly one may
 * have the name.
 */
function traceStarExports(
  file: string,
  stars: readonly string[],
  path: readonly string[],
  sources: Sources,
  seen: Set<string>,
): Origin | undefined {
  if (path[0] === "default") return undefined;
  const outside: { readonly specifier: string; readonly origin: Origin }[] = [];
  for (const specifier of stars) {
    const origin = traceOrigin(file, { specifier, path }, sources, seen);
    if (!origin) continue;
    const resolved = sources.resolve(specifier, file);
    if (resolved && "file" in resolved) return origin;
    outside.push({ specifier, origin });
  }
  const [only] = outside;
  if (outside.length < 2) return only?.origin;
  if (!outside.some(({ origin }) => origin.kind === "python")) return unrelated;
  return { kind: "ambiguous", file, specifiers: outside.map(({ specifier }) => specifier) };
}

/**
 * Whether a path looks like a class. All members of a class are generated with it, so a computed member is no
 * problem.
 */
function looksLikeClass(path: readonly string[]): boolean {
  return /^\p{Lu}/u.test(path.at(-1) ?? "");
}

function computedMemberName(module: string, path: readonly string[], location: Location): Diagnostic {
  const name = [module, ...path].join(".");
  return diagnostic("SB1004", `The member of "${name}" is known only at run time.`, {
    location,
    fix: `Write the name as a literal, list the names under "include", or use call("${name}", name, [...]).`,
  });
}

function computedModuleName(location: Location): Diagnostic {
  return diagnostic("SB1004", "The imported Python module is known only at run time.", {
    location,
    fix: "Write the module's name as a literal, or use call(module, name, [...]).",
  });
}

function ambiguous(
  reference: Reference,
  { file, specifiers }: Extract<Origin, { kind: "ambiguous" }>,
  location: Location,
): Diagnostic {
  const name = reference.path.join(".");
  const list = specifiers.map((each) => `"${each}"`).join(", ");
  return diagnostic("SB1009", `"${name}" may come from several modules: ${file} has "export *" of ${list}.`, {
    location,
    fix: `Export it by name in ${file}: export { ${reference.path[0]} } from "…".`,
  });
}
