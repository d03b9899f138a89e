import { z } from "zod";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { symbolFacts } from "../../facts/facts-schema.ts";
import { toTsName } from "../../naming/names.ts";
import { readSides } from "../merge/conflict-sides.ts";
import { type Manifest, type ManifestSymbol, manifestFormat } from "./manifest.ts";
import { mergeManifests } from "./merge-manifests.ts";
import { pageAddress } from "./page-address.ts";

const name = "[\\p{XID_Start}_]\\p{XID_Continue}*";
const importName = new RegExp(`^${name}(\\.${name})*$`, "u");
/** `numpy:mean`, `numpy.linalg:`, `enum:Outer.Inner`; nothing else may become a path or an identifier. */
const symbolKey = new RegExp(`^${name}(\\.${name})*:(${name}(\\.${name})*)?$`, "u");

const record = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "expected an object",
);
const outline = z.strictObject({
  format: z.literal(manifestFormat),
  libraries: record,
  promoted: z.array(z.string()).optional(),
  reached: record.optional(),
  symbols: record,
});
const libraryRecord = z.strictObject({
  distribution: z.string().optional(),
  version: z.string().optional(),
  python: z.string().optional(),
  page: z.string().regex(pageAddress, "expected an address").optional(),
  stubs: z.string().optional(),
  declarations: z.string().optional(),
});

/**
 * Reads the text of a manifest; `path` is for messages. Reads and merges both sides of a text with merge conflict markers.
 *
 * @throws DiagnosticError SB5004 for a text that is not a complete manifest, SB5010 for a newer snakebridge's format.
 */
export function parseManifest(text: string, path: string): Manifest {
  return readSides(text, (side) => parseSide(side, path), mergeManifests);
}

function parseSide(text: string, path: string): Manifest {
  const value = parseJson(text, path);
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format > manifestFormat)
    throw new DiagnosticError(
      diagnostic(
        "SB5010",
        `${path} has format ${format}; this version of snakebridge reads format ${manifestFormat}.`,
        {
          location: { file: path, line: 1, column: 1 },
        },
      ),
    );
  const { libraries, symbols, promoted = [], reached = {} } = validate(outline, value, [], path);
  // Not with `z.record`, which does not accept `__proto__` as a key.
  for (const [key, library] of Object.entries(libraries)) {
    if (!importName.test(key)) throw manifestUnreadable(path, `libraries › ${key}: expected an import name`);
    validate(libraryRecord, library, ["libraries", key], path);
  }
  for (const [key, symbol] of Object.entries(symbols)) {
    if (!symbolKey.test(key)) throw manifestUnreadable(path, `symbols › ${key}: expected "module:name"`);
    requireOwnName(key, validate(symbolFacts, symbol, ["symbols", key], path), path);
  }
  for (const key of promoted)
    if (!symbolKey.test(key)) throw manifestUnreadable(path, `promoted › ${key}: expected "module:name"`);
  for (const [name, key] of Object.entries(reached)) {
    // The symbol need not exist: a merge may have omitted it, and `generate` adds it again.
    if (!symbolKey.test(name) || (key !== null && !(typeof key === "string" && symbolKey.test(key))))
      throw manifestUnreadable(path, `reached › ${name}: expected the key of a symbol, or null`);
  }
  return value as Manifest;
}

function validate<T>(schema: z.ZodType<T>, value: unknown, place: readonly string[], path: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = [...place, ...(issue?.path.map(String) ?? [])].join(" › ") || "the whole file";
  throw manifestUnreadable(path, `${where}: ${issue?.message ?? "not a manifest"}`);
}

/** Throws if a symbol's TypeScript name does not follow from its Python name, or its kind does not match its key. */
function requireOwnName(key: string, symbol: ManifestSymbol, path: string): void {
  const [module = "", own = ""] = key.split(":");
  const expected = toTsName(own || module.slice(module.lastIndexOf(".") + 1), "module");
  if (symbol.tsName !== undefined && symbol.tsName !== expected)
    throw manifestUnreadable(path, `symbols › ${key} › tsName: expected ${JSON.stringify(expected)}`);
  if ((own === "") !== (symbol.kind === "module"))
    throw manifestUnreadable(path, `symbols › ${key}: a ${symbol.kind} cannot have this key`);
}

function parseJson(text: string, path: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "");
  if (trimmed.trim() === "") throw manifestUnreadable(path, "it is empty");
  try {
    return JSON.parse(trimmed);
  } catch (error) {
    throw manifestUnreadable(path, `it is not JSON: ${(error as Error).message}`);
  }
}

/** Returns SB5004 with the reason. */
export function manifestUnreadable(path: string, reason: string): DiagnosticError {
  return new DiagnosticError(
    diagnostic("SB5004", `${path} cannot be read: ${reason}.`, {
      location: { file: path, line: 1, column: 1 },
      fix: `Restore it (git checkout -- ${path}), or delete it and run npx snakebridge generate.`,
    }),
  );
}
