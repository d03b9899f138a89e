import { describe, expect, test } from "vitest";
import type { MemberFacts, ParameterFacts, SymbolFacts } from "../../../src/facts/facts.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { asJavaScript, syntaxErrors, treeShape } from "../../support/compile.ts";

const rounds = Number(process.env.HOSTILE_ROUNDS ?? 200);

/** Texts that tend to break out of comments, strings and templates. */
const pieces = [
  "*/",
  "/*",
  "//",
  "/**",
  "\\",
  "`",
  "${",
  "}",
  "'",
  '"',
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0000",
  "\u001b[2J",
  "\t",
  "\u202e",
  "\u2066",
  "\ufeff",
  "\ud800",
  "\udc00",
  "\u{1f40d}",
  "@ts-nocheck",
  "@ts-ignore",
  "// @ts-expect-error",
  "/// <reference />",
  "//# sourceMappingURL=x",
  "@jsx h",
  "#__PURE__",
  "@param {x} y",
  "{@link x}",
  "<!--",
  "-->",
  "</script>",
  "export const evil = 1;",
  "eval(1)",
  ";",
  "}}",
  ")",
  "\\u0041",
  "\\x41",
  "=",
  "a",
  " ",
  "__proto__",
  "constructor",
]; // prettier-ignore

/** A generator of the same numbers in each run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function textFrom(next: (below: number) => number): string {
  return Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]!).join("");
}

/** A manifest with a fixed structure and fixed names, in which every text is `text()`. */
function manifestOf(text: () => string): Manifest {
  const parameter = (name: string, more: Partial<ParameterFacts> = {}): ParameterFacts => ({
    name,
    kind: "positional",
    required: false,
    default: text(),
    type: { kind: "name", name: text() },
    ...more,
  });
  const signature = {
    parameters: [
      parameter("a", { required: true }),
      parameter("b", { type: { kind: "literal", values: [text()] } }),
    ],
    returns: { kind: "union", members: [{ kind: "name", name: text() }, { kind: "unknown" }] },
    tier: "annotations",
  } as const;
  const entry = (name?: string) => ({ ...(name === undefined ? {} : { name }), type: text(), text: text() });
  const details = {
    parameters: [entry("a"), entry("b"), entry(text())],
    returns: [entry(), entry(text())],
    raises: [entry(text())],
    deprecated: text(),
    example: text(),
    see: [text()],
  };
  const member: MemberFacts = { name: "method", kind: "method", signature, doc: text(), details };
  const symbols: Record<string, SymbolFacts> = {
    "m:C": {
      kind: "class",
      canonical: text(),
      bases: [text()],
      constructor: signature,
      members: [member],
      doc: text(),
      details,
    },
    "m:c": { kind: "constant", value: text() },
    "m:f": { kind: "function", signature, access: text(), doc: text(), details },
    "m:k": { kind: "function", signature, type: text(), members: [member], doc: text() },
    "m:o": { kind: "object", type: `n:${text()}`, members: [member], doc: text() },
  };
  return { format: 1, libraries: { m: { version: text(), distribution: text() } }, symbols };
}

function emitted(manifest: Manifest): { typescript: string; javascript: string } {
  const [ts, js] = emit(buildModel(parseManifest(serializeManifest(manifest), "m.json"), []));
  return { typescript: ts!.content, javascript: js!.content };
}

describe("for any text", () => {
  let texts = 0;
  const plain = emitted(manifestOf(() => `x${texts++}`));

  test(`${rounds} files keep the template's structure`, () => {
    for (let seed = 0; seed < rounds; seed++) {
      const next = random(seed);
      const { typescript, javascript } = emitted(manifestOf(() => textFrom(next)));
      expect(treeShape(typescript), `seed ${seed}`).toBe(treeShape(plain.typescript));
      expect(treeShape(javascript), `seed ${seed}`).toBe(treeShape(plain.javascript));
      expect(typescript, `seed ${seed}`).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u,
      );
      // Outside string literals nothing acts as an instruction to a tool.
      expect(typescript.replace(/"(?:[^"\\\n]|\\.)*"/g, '""'), `seed ${seed}`).not.toMatch(
        /(?<!\\)@(?:ts-|jsx|param \{)|sourceMappingURL=|#__PURE__/,
      );
      if (seed % 20 === 0) {
        expect(syntaxErrors(javascript)).toEqual([]);
        expect(asJavaScript(javascript)).toBe(asJavaScript(typescript));
      }
    }
  });

  test("constants keep their values", () => {
    const next = random(7);
    for (let round = 0; round < 50; round++) {
      const value = textFrom(next);
      const manifest: Manifest = {
        format: 1,
        libraries: {},
        symbols: { "m:c": { kind: "constant", value } },
      };
      const literal = /= (".*");/.exec(emitted(manifest).javascript)?.[1];
      expect(JSON.parse(literal!)).toBe(value);
    }
  });
});
