import type { Code } from "./code.ts";

const width = 112;

/** A tag such as `@param axis - text`. Only `text` comes from Python. */
export interface Tag {
  readonly tag: "param" | "returns" | "throws" | "deprecated" | "example" | "see";
  readonly name?: string;
  readonly text: string;
}

/** A part of a comment. Parts without text are omitted. */
export type CommentPart = string | Tag | undefined;

/**
 * Prints a TSDoc comment of paragraphs and tags, with a line break at its end. Texts from Python are escaped. Without
 * text, prints nothing.
 */
export function comment(parts: readonly CommentPart[], indent: string): Code {
  const lines = parts
    .map((part) => ({ isTag: typeof part === "object", lines: linesOf(part) }))
    .filter((part) => part.lines.length > 0)
    .flatMap((part, index, all) => {
      const continues = index === 0 || (part.isTag && all[index - 1]!.isTag);
      return continues ? part.lines : ["", ...part.lines];
    });
  if (lines.length === 0) return { pieces: [] };
  const [only = ""] = lines;
  const short = lines.length === 1 && indent.length + only.length + 7 <= width;
  const text = short
    ? `${indent}/** ${only} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
  // Only the TypeScript has comments, for editors; the JavaScript omits them.
  return { pieces: [{ text, isType: true }] };
}

function linesOf(part: CommentPart): string[] {
  if (part === undefined) return [];
  if (typeof part === "string") return cleanLines(part);
  const [first = "", ...rest] = cleanLines(part.text);
  const words = [`@${part.tag}`, part.name ?? "", part.name && first ? "-" : ""].filter(Boolean).join(" ");
  // A fence, list or table starts on a new line.
  return /^(```|- |\| )/.test(first) ? [words, first, ...rest] : [`${words} ${first}`.trimEnd(), ...rest];
}

/** Prepares text for a one-line `//` comment. */
export function lineText(text: string): string {
  return cleanLines(text).join(" ");
}

/**
 * Escapes any text for a comment. The text cannot end the comment, hide or reorder characters, or act as an
 * instruction to a compiler, a bundler or a documentation tool.
 */
function cleanLines(text: string): string[] {
  const lines = text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replaceAll("\t", "    ")
    // Control characters, directional marks, invisible characters.
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g,
      "",
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("*/", "*\\/")
    .replaceAll("/*", "/\\*")
    // A TSDoc tag, `@ts-nocheck`, `@jsx`, `@__PURE__`.
    .replace(/@(?=\S)/g, "\\@")
    .replace(/#(?=__)/g, "#\\")
    .replace(/source(Mapping)?URL(?=\s*=)/gi, "source$1 URL")
    .replace(/\b(eslint|biome|prettier|istanbul|deno|webpack|oxlint|c8|v8)(?=-|\s+ignore|[A-Z])/g, "$1\u00b7")
    .split("\n")
    .map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  // A line of slashes would act as a directive in tools that strip the star.
  return lines.map((line) => line.replace(/^(\s*)\/(?=\/)/, "$1\\/"));
}
