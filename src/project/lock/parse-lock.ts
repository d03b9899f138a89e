import { z } from "zod";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { checksumPattern } from "../../facts/facts-schema.ts";
import { readSides } from "../merge/conflict-sides.ts";
import type { Lock } from "./lock.ts";
import { mergeLocks } from "./merge-locks.ts";
import { comparePackages, type PackageKey } from "./serialize-lock.ts";

const text = z.string().min(1);
const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/, "expected sha256: and 64 hexadecimal digits");

const lockedPackage = z.strictObject({
  name: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected a normalized distribution name"),
  version: z.string().regex(/^[a-z0-9.!+_]+$/i, "expected a version"),
  marker: z
    .string()
    .regex(/^[^\r\n\\#]+$/, "expected an environment marker")
    .optional(),
  hashes: z.array(sha256).min(1).default([]),
});

const accelerator = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["cpu", "mps"]) }),
  z.strictObject({
    kind: z.enum(["cuda", "rocm"]),
    driver: text.optional(),
    runtime: text.optional(),
    devices: z.array(z.string()),
    capabilities: z.array(text).optional(),
  }),
]);

const lockSchema = z.strictObject({
  format: z.literal(1),
  generator: z.strictObject({ version: text, hash: text }),
  options: text,
  environments: z.record(
    text,
    z
      .strictObject({
        python: z.strictObject({ requirement: text, version: text }),
        requirements: z.array(text),
        excludeNewer: text.optional(),
        accelerator: z.enum(["cuda", "rocm", "mps", "cpu"]).optional(),
        builds: z.array(text).min(1).optional(),
        resolvedFor: text.optional(),
        unmanaged: z.literal(true).optional(),
        beside: z.array(lockedPackage).min(1).optional(),
        packages: z.array(lockedPackage).refine(hasNoDuplicates, "expected packages, each once"),
        symbols: z.record(text, z.string().regex(checksumPattern)).optional(),
        platforms: z.record(text, z.strictObject({ tags: text, accelerator })),
      })
      .refine(hasRequiredHashes, "expected hashes of every package"),
  ),
});

interface Hashed {
  readonly hashes: readonly string[];
}

/** Whether all packages have hashes, except those found in an existing environment. */
function hasRequiredHashes(environment: {
  readonly unmanaged?: true | undefined;
  readonly beside?: readonly Hashed[] | undefined;
  readonly packages: readonly Hashed[];
}): boolean {
  const { unmanaged, beside = [], packages } = environment;
  return [...(unmanaged ? [] : packages), ...beside].every(({ hashes }) => hashes.length > 0);
}

function hasNoDuplicates(packages: readonly PackageKey[]): boolean {
  const sorted = [...packages].sort(comparePackages);
  return sorted.every((one, index) => index === 0 || comparePackages(sorted[index - 1]!, one) !== 0);
}

/**
 * Reads the text of a lock file; `path` is for messages. Reads and merges both sides of a text with merge conflict markers.
 *
 * @throws DiagnosticError SB5005 for a text that is not a complete lock, SB5010 for the format of a newer snakebridge.
 */
export function parseLock(source: string, path: string): Lock {
  return readSides(source, (side) => parseSide(side, path), mergeLocks);
}

function parseSide(source: string, path: string): Lock {
  const value = parseJson(source, path);
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format > 1)
    throw new DiagnosticError(
      diagnostic("SB5010", `${path} has format ${format}; this version of snakebridge reads format 1.`, {
        location: { file: path, line: 1, column: 1 },
      }),
    );
  const result = lockSchema.safeParse(value);
  if (result.success) return result.data as Lock;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") || "the whole file";
  throw lockUnreadable(path, `${place}: ${issue?.message ?? "not a lock"}`);
}

function parseJson(source: string, path: string): unknown {
  const trimmed = source.replace(/^\uFEFF/, "");
  if (trimmed.trim() === "") throw lockUnreadable(path, "it is empty");
  try {
    return JSON.parse(trimmed);
  } catch (error) {
    throw lockUnreadable(path, `it is not JSON (${(error as Error).message})`);
  }
}

/** Returns SB5005 with the reason. */
export function lockUnreadable(path: string, reason: string): DiagnosticError {
  return new DiagnosticError(
    diagnostic("SB5005", `${path} cannot be read: ${reason}.`, {
      location: { file: path, line: 1, column: 1 },
      fix: `git checkout -- ${path}, or delete it and run: npx snakebridge generate`,
    }),
  );
}
