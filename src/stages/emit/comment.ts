import type { Code } from "./code.ts";

const width = 112;

/** `@param axis - text`; the words before the text are ours. */
export interface Tag {
  readonly tag: "param" | "returns" | "throws" | "deprecated" | "example" | "see";
  readonly name?: string;
  readonly text: string;
}

/** A part of a comment; parts without text are left out. */
export type CommentPart = string | Tag | undefined;

/** A TSDoc comment of paragraphs and tags; texts from Python are data in it. Ends with a line break; nothing for no text. */
export function comment(parts: readonly CommentPart[], indent: string): Code {
  const lines = parts
    .map((part) => ({ isTag: typeof part === "object", lines: linesOf(part) }))
    .filter((part) => part.lines.length > 0)
    .flatMap((part, index, all) => {
      const follows = index === 0 || (part.isTag && all[index - 1]!.isTag);
      return follows ? part.lines : ["", ...part.lines];
    });
  if (lines.length === 0) return { pieces: [] };
  const [only = ""] = lines;
  const short = lines.length === 1 && indent.length + only.length + 7 <= width;
  const text = short
    ? `${indent}/** ${only} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
  // Editors read the TypeScript; the JavaScript beside it goes without.
  return { pieces: [{ text, isType: true }] };
}

function linesOf(part: CommentPart): string[] {
  if (part === undefined) return [];
  if (typeof part === "string") return cleanLines(part);
  const [first = "", ...rest] = cleanLines(part.text);
  const words = [`@${part.tag}`, part.name ?? "", part.name && first ? "-" : ""].filter(Boolean).join(" ");
  // A fence begins a line of its own.
  return /^(```|- |\| )/.test(first) ? [words, first, ...rest] : [`${words} ${first}`.trimEnd(), ...rest];
}

/** One line for a `//` comment. */
export function lineText(text: string): string {
  return cleanLines(text).join(" ");
}

/**
 * Makes any text harmless inside a comment: it cannot end the comment, hide or turn text around, or be taken for an
 * instruction to a compiler, a bundler or a documentation tool.
 */
function cleanLines(text: string): string[] {
  const lines = text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replaceAll("\t", "    ")
    // Controls, marks of direction, invisible characters.
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g,
      "",
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("*/", "*\\/")
    .replaceAll("/*", "/\\*")
    // A tag of TSDoc, `@ts-nocheck`, `@jsx`, `@__PURE__`.
    .replace(/@(?=\S)/g, "\\@")
    .replace(/#(?=__)/g, "#\\")
    .replace(/source(Mapping)?URL(?=\s*=)/gi, "source$1 URL")
    .replace(/\b(eslint|biome|prettier|istanbul|deno|webpack|oxlint|c8|v8)(?=-|\s+ignore|[A-Z])/g, "$1\u00b7")
    .split("\n")
    .map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  // A line of slashes would read as a directive where the star is cut off.
  return lines.map((line) => line.replace(/^(\s*)\/(?=\/)/, "$1\\/"));
}
