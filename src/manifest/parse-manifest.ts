import { z } from "zod";
import { DiagnosticError, diagnostic } from "../diagnostics/diagnostic.ts";
import { symbolFacts } from "../introspect/facts-schema.ts";
import { toTsName } from "../model/names.ts";
import { conflictSides } from "./conflict-sides.ts";
import { type Manifest, type ManifestSymbol, manifestFormat } from "./manifest.ts";
import { sortedRecord } from "./sorted-record.ts";

const name = "[\\p{XID_Start}_]\\p{XID_Continue}*";
/** `numpy:mean`, `numpy.linalg:`; nothing else may become a path or an identifier. */
const symbolKey = new RegExp(`^${name}(\\.${name})*:(${name})?$`, "u");

const manifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  libraries: z.record(
    z.string().regex(new RegExp(`^${name}(\\.${name})*$`, "u"), "expected an import name"),
    z.strictObject({
      distribution: z.string().optional(),
      version: z.string().optional(),
      python: z.string().optional(),
    }),
  ),
  symbols: z.record(z.string().regex(symbolKey, 'expected "module:name"'), symbolFacts),
});

/**
 * Reads the text of a manifest; `path` is for messages. Of a file with the conflict markers of a merge, both sides are
 * read and united: a manifest only grows, so there is nothing to choose.
 *
 * @throws DiagnosticError SB5004 for anything that is not a whole manifest, SB5010 for a newer snakebridge's format.
 */
export function parseManifest(text: string, path: string): Manifest {
  const sides = conflictSides(text);
  if (!sides) return parseWhole(text, path);
  const [ours, theirs] = sides.map((side) => parseWhole(side, path)) as [Manifest, Manifest];
  return {
    format: manifestFormat,
    libraries: sortedRecord([...Object.entries(theirs.libraries), ...Object.entries(ours.libraries)]),
    symbols: sortedRecord([...Object.entries(theirs.symbols), ...Object.entries(ours.symbols)]),
  };
}

function parseWhole(text: string, path: string): Manifest {
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
  const result = manifestSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const place = issue?.path.map(String).join(" › ") || "the whole file";
    throw unreadable(path, `${place}: ${issue?.message ?? "not a manifest"}`);
  }
  const manifest = result.data as Manifest;
  for (const [key, symbol] of Object.entries(manifest.symbols)) requireOwnName(key, symbol, path);
  return manifest;
}

/** A manifest cannot give a symbol a name that the rule does not give it. */
function requireOwnName(key: string, symbol: ManifestSymbol, path: string): void {
  const [module = "", own = ""] = key.split(":");
  const expected = toTsName(own || module.slice(module.lastIndexOf(".") + 1), "module");
  if (symbol.tsName !== undefined && symbol.tsName !== expected)
    throw unreadable(path, `symbols › ${key} › tsName: expected ${JSON.stringify(expected)}`);
  if ((own === "") !== (symbol.kind === "module"))
    throw unreadable(path, `symbols › ${key}: a ${symbol.kind} cannot have this key`);
}

function parseJson(text: string, path: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "");
  if (trimmed.trim() === "") throw unreadable(path, "it is empty");
  try {
    return JSON.parse(trimmed);
  } catch (error) {
    throw unreadable(path, `it is not JSON: ${(error as Error).message}`);
  }
}

function unreadable(path: string, why: string): DiagnosticError {
  return new DiagnosticError(
    diagnostic("SB5004", `${path} cannot be read: ${why}.`, {
      location: { file: path, line: 1, column: 1 },
      fix: `Restore it (git checkout -- ${path}), or delete it and run npx snakebridge generate.`,
    }),
  );
}
