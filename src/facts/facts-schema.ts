import { z } from "zod";
import type { Answer, SignatureFacts, SymbolFacts, TypeFacts } from "./facts.ts";

/** Validates external data: the introspector's answers and the manifest. */

const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const dotted = /^[\p{XID_Start}_]\p{XID_Continue}*(\.[\p{XID_Start}_]\p{XID_Continue}*)*$/u;

/** One Python identifier. */
const pythonName: z.ZodString = z.string().regex(identifier, "expected a Python name");
/** The dotted name of a module, or of a nested class. */
const dottedName: z.ZodString = z.string().regex(dotted, "expected a dotted name");

const types: z.ZodType<TypeFacts> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("name"), name: z.string(), args: z.array(types).optional() }),
    z.strictObject({ kind: z.literal("union"), members: z.array(types) }),
    z.strictObject({
      kind: z.literal("literal"),
      values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
    z.strictObject({
      kind: z.literal("callable"),
      parameters: z.array(types).optional(),
      open: z.boolean().optional(),
      returns: types.optional(),
    }),
    z.strictObject({ kind: z.literal("variable"), name: z.string().regex(/^[A-Z][0-9]*$/) }),
    z.strictObject({
      kind: z.literal("record"),
      fields: z.array(z.strictObject({ name: z.string(), required: z.boolean(), type: types.optional() })),
    }),
    z.strictObject({ kind: z.literal("unknown") }),
  ]),
) as z.ZodType<TypeFacts>;

const parameter = z.strictObject({
  name: pythonName,
  kind: z.enum(["positional-only", "positional", "var-positional", "keyword-only", "var-keyword"]),
  required: z.boolean(),
  default: z.string().optional(),
  type: types.optional(),
  documented: types.optional(),
});

const signature = z.strictObject({
  parameters: z.array(parameter),
  returns: types.optional(),
  inferred: types.optional(),
  overridden: types.optional(),
  documented: types.optional(),
  tier: z.enum(["declaration", "stub", "annotations", "signature", "text-signature", "docstring", "opaque"]),
  overloads: z
    .array(
      z.strictObject({
        narrowed: z.array(
          z.strictObject({ name: pythonName, required: z.boolean(), type: types.optional() }),
        ),
        returns: types.optional(),
      }),
    )
    .optional(),
  disagreements: z
    .array(
      z.strictObject({
        source: z.enum(["stub", "declaration"]),
        name: z.string(),
        what: z.enum(["absent", "kind", "member", "optional", "required", "syntax", "unlisted"]),
      }),
    )
    .optional(),
});

/** A signature with its types. */
export const signatureFacts: z.ZodType<SignatureFacts> = signature as unknown as z.ZodType<SignatureFacts>;

const docEntries = z
  .array(
    z.strictObject({ name: z.string().optional(), type: z.string().optional(), text: z.string().optional() }),
  )
  .optional();

const details = z
  .strictObject({
    parameters: docEntries,
    returns: docEntries,
    yields: docEntries,
    raises: docEntries,
    deprecated: z.string().optional(),
    example: z.string().optional(),
    see: z.array(z.string()).optional(),
  })
  .optional();

const member = z.strictObject({
  name: pythonName,
  kind: z.enum(["method", "classmethod", "staticmethod", "property", "attribute", "class-attribute"]),
  signature: signature.optional(),
  doc: z.string().optional(),
  details,
  type: types.optional(),
  inferred: types.optional(),
  overridden: types.optional(),
  documented: types.optional(),
  async: z.boolean().optional(),
});

/** The checksum of a symbol's signature. */
export const checksumPattern: RegExp = /^[0-9a-f]{12}$/;

const base = {
  access: z.string().optional(),
  canonical: z.string().optional(),
  checksum: z.string().regex(checksumPattern, "expected 12 hexadecimal digits").optional(),
  doc: z.string().optional(),
  details,
  tsName: z.string().optional(),
};

const constant = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ float: z.enum(["nan", "inf", "-inf", "-0.0"]) }),
  z.strictObject({ int: z.string().regex(/^-?[0-9]+$/, "expected the digits of an integer") }),
]);

/** The facts of a symbol. Only the manifest has `tsName`. */
export const symbolFacts: z.ZodType<SymbolFacts & { readonly tsName?: string }> = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      ...base,
      kind: z.literal("function"),
      signature,
      async: z.boolean().optional(),
      type: z.string().optional(),
      members: z.array(member).optional(),
    }),
    z.strictObject({
      ...base,
      kind: z.literal("class"),
      bases: z.array(z.string()),
      constructor: signature,
      members: z.array(member),
      special: z.array(member).optional(),
    }),
    z.strictObject({ ...base, kind: z.literal("constant"), value: constant }),
    z.strictObject({
      ...base,
      kind: z.literal("object"),
      type: z.string(),
      members: z.array(member).optional(),
    }),
    z.strictObject({ ...base, kind: z.literal("module") }),
  ],
) as unknown as z.ZodType<SymbolFacts & { readonly tsName?: string }>;

/** The answer for a name that does not exist. */
export const missingAnswer: z.ZodType = z.strictObject({
  missing: z.strictObject({
    module: dottedName,
    at: z.number().int().min(0),
    suggestions: z.array(z.string()),
    isStatic: z.boolean().optional(),
  }),
});

/** The answer for a library that cannot be imported. */
export const failedAnswer: z.ZodType = z.strictObject({
  failed: z.strictObject({
    module: z.string(),
    reason: z.enum(["not-found", "raised", "exited"]),
    message: z.string(),
    detail: z.string().optional(),
  }),
});

const answer: z.ZodType<Answer> = z.union([
  z.strictObject({
    found: z.strictObject({
      module: dottedName,
      name: dottedName.optional(),
      consumed: z.number().int().min(0),
      facts: symbolFacts,
    }),
  }),
  missingAnswer,
  failedAnswer,
]) as unknown as z.ZodType<Answer>;

/** A Python type as data. */
export const typeFacts: z.ZodType<TypeFacts> = types;

const line = { nonce: z.string(), index: z.number().int().min(0) };

/** One output line of the introspector. */
export const resultLine: z.ZodType<{ nonce: string; index: number; answer: Answer }> = z.strictObject({
  ...line,
  answer,
});

/** One output line of the introspector that answers what a name means as a type. */
export const typeLine: z.ZodType<{ nonce: string; index: number; answer: TypeFacts }> = z.strictObject({
  ...line,
  answer: types,
});
