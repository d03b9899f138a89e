import { directive } from "./directives.ts";
import { inlineMarkdown } from "./inline-markup.ts";
import { gridTable, isGridTable, isSimpleTable, simpleTable } from "./tables.ts";

/**
 * Converts a docstring, mostly reStructuredText, to Markdown: headings, lists, literal blocks, doctests, directives,
 * tables. Text that is already Markdown is unchanged.
 */
export function markdown(text: string): string {
  return blocks(text.replace(/\r\n?/g, "\n").replaceAll("\t", "        ").split("\n"), 0).join("\n\n");
}

/** One block as Markdown, and the number of lines that it takes. */
interface Read {
  readonly block: string | undefined;
  readonly count: number;
}

const depthLimit = 12;

function blocks(lines: readonly string[], depth: number): string[] {
  const result: string[] = [];
  let index = 0;
  while (index < lines.length) {
    if (isBlank(lines[index])) {
      index++;
      continue;
    }
    const { block, count } = readBlock(lines.slice(index), depth);
    if (block) result.push(block);
    index += Math.max(count, 1);
  }
  return result;
}

function readBlock(lines: readonly string[], depth: number): Read {
  const [first = "", second = ""] = lines;
  if (depth > depthLimit) return { block: fence(lines), count: lines.length };
  if (first.startsWith(" ")) return readQuote(lines, depth);
  if (first.startsWith(">>> ")) return readDoctest(lines);
  if (/^(```|~~~)/.test(first)) return readFence(lines);
  if (isSimpleTable(first)) return simpleTable(lines);
  if (isGridTable(first)) return gridTable(lines);
  if (isRule(first) && isRule(lines[2] ?? "") && second) return { block: heading(second), count: 3 };
  if (isRule(second)) return { block: heading(first), count: 2 };
  if (isRule(first)) return { block: undefined, count: 1 };
  if (/^\.\.(\s|$)/.test(first)) return readExplicit(lines, depth);
  const marker = /^([-*+•]|#\.|\(?\d{1,3}[.)])\s+(?=\S)/.exec(first);
  if (marker) return readItem(lines, marker, depth);
  return readParagraph(lines, depth);
}

function readParagraph(lines: readonly string[], depth: number): Read {
  let end = lines.findIndex((line, index) => index > 0 && (isBlank(line) || line.startsWith(" ")));
  if (end === -1) end = lines.length;
  // If a rule follows the last line, that line is a title.
  const rule = lines.slice(1, end).findIndex(isRule);
  if (rule > 0) end = rule;
  const text = lines.slice(0, end).join("\n").trimEnd();
  if (text.endsWith("::")) {
    const body = indented(lines.slice(end));
    const lead = text === "::" ? "" : inlineMarkdown(text.slice(0, text.endsWith(" ::") ? -3 : -1));
    return body.count === 0
      ? { block: lead || undefined, count: end }
      : { block: [lead, fence(body.lines)].filter(Boolean).join("\n\n"), count: end + body.count };
  }
  if (end === 1 && lines[1]?.startsWith(" ")) {
    // A term with its definition; numpydoc entries have this form too.
    const body = indented(lines.slice(1));
    return { block: item("- ", [term(text), ...blocks(body.lines, depth + 1)]), count: 1 + body.count };
  }
  return { block: inlineMarkdown(text), count: end };
}

/** `name : type` */
function term(text: string): string {
  const [, name, type] = /^(\*{0,2}\w+(?:, \*{0,2}\w+)*) : (.+)$/.exec(text) ?? [];
  return name === undefined ? inlineMarkdown(text) : `\`${name}\`: ${inlineMarkdown(type!)}`;
}

function readItem(lines: readonly string[], [marker = "", sign = ""]: RegExpExecArray, depth: number): Read {
  const body = indented(lines.slice(1));
  const rest = body.count === 0 ? 1 : 1 + body.count;
  const content = [lines[0]!.slice(marker.length), ...body.lines];
  const mark = /\d/.test(sign) ? `${sign.replace(/\D/g, "")}. ` : sign === "#." ? "1. " : "- ";
  // Append the next item without a blank line, so that the list stays in one piece.
  const block = item(mark, blocks(content, depth + 1));
  const next = lines.slice(rest).find((line) => !isBlank(line)) ?? "";
  if (!/^([-*+•]|#\.|\(?\d{1,3}[.)])\s+\S/.test(next)) return { block, count: rest };
  const skipped = lines.slice(rest).findIndex((line) => !isBlank(line));
  const following = readBlock(lines.slice(rest + skipped), depth);
  return { block: `${block}\n${following.block ?? ""}`, count: rest + skipped + following.count };
}

function item(mark: string, content: readonly string[]): string {
  const margin = " ".repeat(mark.length);
  return (mark + content.join("\n\n").replace(/\n(?=[^\n])/g, `\n${margin}`)).trimEnd();
}

function readExplicit(lines: readonly string[], depth: number): Read {
  const [first = ""] = lines;
  const body = indented(lines.slice(1));
  const count = 1 + body.count;
  const footnote = /^\.\. \[(#?[\w.-]+)\]\s*(.*)$/.exec(first);
  if (footnote) {
    const text = blocks([footnote[2]!, ...body.lines], depth + 1).join("\n\n");
    return { block: `[${footnote[1]}] ${text}`, count };
  }
  const match = /^\.\. (?:\|[^|]+\| )?([\w:-]+)::\s*(.*)$/.exec(first);
  // Targets and comments are not shown to readers.
  if (!match) return { block: undefined, count };
  const inner = (text: readonly string[]): string => blocks(text, depth + 1).join("\n\n");
  return { block: directive(match[1]!, match[2]!, body.lines, inner, fence), count };
}

function readQuote(lines: readonly string[], depth: number): Read {
  const body = indented(lines);
  return { block: blocks(body.lines, depth + 1).join("\n\n"), count: body.count };
}

/** Reads a doctest. Examples that are separated by blank lines form one block. */
function readDoctest(lines: readonly string[]): Read {
  let count = 0;
  let end = 0;
  while (count < lines.length) {
    if (isBlank(lines[count]) && !/^(>>> |\.\.\. )/.test(lines[count + 1] ?? "")) break;
    end = ++count;
  }
  return { block: fence(lines.slice(0, end), "python"), count };
}

function readFence(lines: readonly string[]): Read {
  const mark = lines[0]!.slice(0, 3);
  const end = lines.findIndex((line, index) => index > 0 && line.startsWith(mark));
  const count = end === -1 ? lines.length : end + 1;
  return { block: [...lines.slice(0, count), ...(end === -1 ? [mark] : [])].join("\n"), count };
}

/** Wraps lines in a code fence that is longer than any fence inside. */
function fence(lines: readonly string[], language = ""): string {
  const text = lines.join("\n").replace(/^\n+|\s+$/g, "");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return `${mark}${language}\n${text}\n${mark}`;
}

/** Returns the leading lines that are blank or indented, dedented. */
function indented(lines: readonly string[]): { readonly lines: readonly string[]; readonly count: number } {
  let count = lines.findIndex((line) => !isBlank(line) && !line.startsWith(" "));
  if (count === -1) count = lines.length;
  const block = lines.slice(0, count);
  const margins = block.filter((line) => !isBlank(line)).map((line) => line.search(/\S/));
  if (margins.length === 0) return { lines: [], count: 0 };
  const margin = Math.min(...margins);
  return { lines: block.map((line) => line.slice(margin)), count };
}

function heading(title: string): string {
  return `**${inlineMarkdown(title.trim())}**`;
}

function isRule(line: string): boolean {
  return /^([=\-~^"'*+#`:.])\1{2,}\s*$/.test(line) && !/^```$/.test(line.trim());
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}
