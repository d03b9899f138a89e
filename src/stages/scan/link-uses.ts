import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import type { Reference, SourceScan, Target } from "./source-scan.ts";
import type { Meaning } from "./specifier-meaning.ts";
import type { Use } from "./use.ts";

/** The scanned sources of a project, and what their specifiers mean. */
export interface Sources {
  scanOf(file: string): SourceScan | undefined;
  meaningOf(specifier: string, from: string): Meaning | undefined;
}

export interface FileUses {
  readonly uses: readonly Use[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a target leads through the re-exports of the project. */
type Origin =
  | ({ readonly kind: "python" } & OpenName)
  /** `export *` of several modules that cannot be looked into. */
  | { readonly kind: "ambiguous"; readonly file: string; readonly specifiers: readonly string[] }
  | { readonly kind: "computed" }
  /** Something that is no concern of ours. */
  | { readonly kind: "elsewhere" };

const elsewhere: Origin = { kind: "elsewhere" };

/** The uses of Python modules in one source, also of those that reach it through other sources. */
export function usesOfFile(file: string, sources: Sources): FileUses {
  const uses = new Map<string, Use>();
  const diagnostics: Diagnostic[] = [];
  for (const reference of sources.scanOf(file)?.references ?? []) {
    const origin = trace(file, reference, sources, new Set()) ?? elsewhere;
    const { line, column, length } = reference;
    const location: Location = { file, line, column, length };
    if (origin.kind === "computed") diagnostics.push(computedModule(location));
    else if (origin.kind === "ambiguous") diagnostics.push(ambiguous(reference, origin, location));
    else if (origin.kind === "elsewhere") continue;
    else if (reference.computed && !looksLikeClass(origin.path))
      diagnostics.push(computedMember(origin.module, origin.path, location));
    else {
      const { module, environment, path } = origin;
      const key = JSON.stringify([environment, module, ...path]);
      const known = uses.get(key);
      const kind = known?.kind === "value" ? "value" : reference.kind;
      const where = environment === undefined ? {} : { environment };
      uses.set(key, { module, ...where, path, kind, location: known?.location ?? location });
    }
  }
  return { uses: [...uses.values()], diagnostics };
}

/** A module, or something of one, and where it is said to be. */
export type OpenName = Pick<Use, "module" | "environment" | "path">;

/**
 * What of Python a source hands on whole (`export *`, `export { np }`), or takes members of by names that only the
 * running program knows: whatever is in there may be in use.
 */
export function openNames(file: string, sources: Sources): readonly OpenName[] {
  const { exports = [], stars = [], references = [] } = sources.scanOf(file) ?? {};
  const targets = [
    ...exports.flatMap(([, target]) => target ?? []),
    ...stars.map((specifier) => ({ specifier, path: [] })),
    ...references.filter(({ computed }) => computed),
  ];
  return targets.flatMap((target) => {
    const origin = trace(file, target, sources, new Set());
    if (origin?.kind !== "python") return [];
    const { kind: _, ...name } = origin;
    return [name];
  });
}

/** Whether a source passes something of Python on, so that its importers must be looked at. */
export function passesPythonOn(file: string, sources: Sources): boolean {
  const { exports = [], stars = [] } = sources.scanOf(file) ?? {};
  const targets = exports.flatMap(([, target]) => target ?? []);
  return (
    targets.some((target) => trace(file, target, sources, new Set())?.kind === "python") ||
    stars.some((specifier) => reachesPython(file, specifier, sources, new Set()))
  );
}

function reachesPython(file: string, specifier: string, sources: Sources, seen: Set<string>): boolean {
  const meaning = sources.meaningOf(specifier, file);
  if (!meaning || "computedModule" in meaning) return false;
  if ("module" in meaning) return true;
  if (seen.has(meaning.file)) return false;
  seen.add(meaning.file);
  const { exports = [], stars = [] } = sources.scanOf(meaning.file) ?? {};
  return (
    exports.some(
      ([, target]) => target && trace(meaning.file, target, sources, new Set())?.kind === "python",
    ) || stars.some((star) => reachesPython(meaning.file, star, sources, seen))
  );
}

/** `undefined`: the file that the specifier means does not export the name. */
function trace(from: string, target: Target, sources: Sources, seen: Set<string>): Origin | undefined {
  const step = JSON.stringify([from, target.specifier, target.path[0]]);
  if (seen.has(step)) return undefined;
  seen.add(step);
  const meaning = sources.meaningOf(target.specifier, from);
  if (!meaning) return elsewhere;
  if ("computedModule" in meaning) return { kind: "computed" };
  if ("module" in meaning) {
    // A default export of a Python module can only be meant as the module.
    const path = target.path[0] === "default" ? target.path.slice(1) : target.path;
    return { kind: "python", ...meaning, path };
  }
  const scan = sources.scanOf(meaning.file);
  const [name, ...rest] = target.path;
  if (!scan || name === undefined) return elsewhere;
  const exported = scan.exports.find(([each]) => each === name);
  if (!exported) return traceStars(meaning.file, scan.stars, target.path, sources, seen);
  const [, next] = exported;
  if (!next) return elsewhere;
  return trace(meaning.file, { specifier: next.specifier, path: [...next.path, ...rest] }, sources, seen);
}

/** A name that comes through `export *`: sources say whether they have it, of other modules one must be it. */
function traceStars(
  file: string,
  stars: readonly string[],
  path: readonly string[],
  sources: Sources,
  seen: Set<string>,
): Origin | undefined {
  if (path[0] === "default") return undefined;
  const closed: { readonly specifier: string; readonly origin: Origin }[] = [];
  for (const specifier of stars) {
    const origin = trace(file, { specifier, path }, sources, seen);
    if (!origin) continue;
    const meaning = sources.meaningOf(specifier, file);
    if (meaning && "file" in meaning) return origin;
    closed.push({ specifier, origin });
  }
  const [only] = closed;
  if (closed.length < 2) return only?.origin;
  if (!closed.some(({ origin }) => origin.kind === "python")) return elsewhere;
  return { kind: "ambiguous", file, specifiers: closed.map(({ specifier }) => specifier) };
}

/** All members of a class come with it, so it does not matter which one a program picks. */
function looksLikeClass(path: readonly string[]): boolean {
  return /^\p{Lu}/u.test(path.at(-1) ?? "");
}

function computedMember(module: string, path: readonly string[], location: Location): Diagnostic {
  const name = [module, ...path].join(".");
  return diagnostic("SB1004", `Which member of "${name}" this is shows only when the program runs.`, {
    location,
    fix: `Write the name out, list the names under "include", or use call("${name}", name, [...]).`,
  });
}

function computedModule(location: Location): Diagnostic {
  return diagnostic("SB1004", "Which Python module this imports shows only when the program runs.", {
    location,
    fix: "Write the module's name out, or use call(module, name, [...]).",
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
    fix: `Name it in ${file}: export { ${reference.path[0]} } from "…".`,
  });
}
