import { z } from "zod";
import type { ImportFailure, SignatureFacts } from "../../facts/facts.ts";
import { failedAnswer, missingAnswer, signatureFacts } from "../../facts/facts-schema.ts";
import type { ResultLine } from "../../stages/introspect/run-introspector.ts";

/** A name in a module, or a member of a class; if it is described under another name, it has only its home. */
export interface NameFacts {
  readonly name: string;
  readonly kind: "class" | "function" | "object" | "method" | "property";
  /** `"module:qualname"` */
  readonly home?: string | undefined;
  readonly signature?: SignatureFacts | undefined;
  readonly summary?: string | undefined;
  readonly members?: readonly NameFacts[] | undefined;
}

/** Everything about one name. */
export interface EntryFacts {
  /** Dotted path in Python. */
  readonly name: string;
  /** `"module"`, a kind of symbol, or a kind of member. */
  readonly kind: string;
  readonly home?: string | undefined;
  readonly signature?: SignatureFacts | undefined;
  readonly async?: boolean | undefined;
  /** `"module:qualname"` of an object's class. */
  readonly type?: string | undefined;
  /** The complete docstring, dedented. */
  readonly doc?: string | undefined;
  /** For a module, its names and submodules; for a class, its members. */
  readonly names?: readonly NameFacts[] | undefined;
  readonly modules?: readonly string[] | undefined;
}

export interface Missing {
  readonly module: string;
  readonly at: number;
  readonly suggestions: readonly string[];
}

type Unanswered = { readonly missing: Missing } | { readonly failed: ImportFailure };
export type EntryAnswer = { readonly entry: EntryFacts } | Unanswered;
export type NamesAnswer = { readonly names: readonly NameFacts[] } | Unanswered;
export type ModulesAnswer = { readonly modules: readonly string[] } | Unanswered;

const name: z.ZodType<NameFacts> = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    kind: z.enum(["class", "function", "object", "method", "property"]),
    home: z.string().optional(),
    signature: signatureFacts.optional(),
    summary: z.string().optional(),
    members: z.array(name).optional(),
  }),
);
const namesSchema: z.ZodType<readonly NameFacts[]> = z.array(name);

export const entrySchema: z.ZodType<EntryFacts> = z.strictObject({
  name: z.string(),
  kind: z.string(),
  home: z.string().optional(),
  signature: signatureFacts.optional(),
  async: z.boolean().optional(),
  type: z.string().optional(),
  doc: z.string().optional(),
  names: namesSchema.optional(),
  modules: z.array(z.string()).optional(),
});

function lineOf<Answer>(answer: z.ZodType): z.ZodType<ResultLine<Answer>> {
  const line = z.strictObject({
    nonce: z.string(),
    index: z.number().int().min(0),
    answer: z.union([answer, missingAnswer, failedAnswer]),
  });
  return line as unknown as z.ZodType<ResultLine<Answer>>;
}

export const entryLine: z.ZodType<ResultLine<EntryAnswer>> = lineOf(z.strictObject({ entry: entrySchema }));
export const namesLine: z.ZodType<ResultLine<NamesAnswer>> = lineOf(z.strictObject({ names: namesSchema }));
export const modulesLine: z.ZodType<ResultLine<ModulesAnswer>> = lineOf(
  z.strictObject({ modules: z.array(z.string()) }),
);
