// The prose of a file as Markdown: of a page all of it, of a source its comments and the texts in its string literals.
import { extname } from "node:path";
import ts from "typescript";

/**
 * Returns the prose of a file, and for each line of it the line in the file (from 1).
 * @param {string} path
 * @param {string} text
 * @returns {{ text: string, lines: number[] }}
 */
export function proseOf(path, text) {
  switch (extname(path)) {
    case ".md":
      return proseOfPage(path, text);
    case ".py":
      return join(piecesOfPython(text));
    default:
      return join(piecesOfTypeScript(path, text));
  }
}

/** A changelog's older sections stay as they were published. */
function proseOfPage(path, text) {
  const second = /(?:^|\/)CHANGELOG\.md$/.test(path) ? text.split(/^## /m).slice(0, 2).join("## ") : text;
  return { text: second, lines: second.split("\n").map((_, index) => index + 1) };
}

/** Pieces of prose, each a Markdown document of its own, with empty lines between them. */
function join(pieces) {
  const all = pieces.flatMap(({ rows }) => [...rows, ["", rows.at(-1)?.[1] ?? 1]]);
  return { text: all.map(([row]) => row).join("\n"), lines: all.map(([, line]) => line) };
}

function piecesOfTypeScript(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const comments = new Map();
  const literals = [];
  const visit = (node) => {
    const children = node.getChildren(source).filter((child) => !isJsDoc(child.kind));
    if (children.length === 0) {
      for (const range of [
        ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
        ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
      ])
        comments.set(range.pos, text.slice(range.pos, range.end));
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
      literals.push({ rows: textRows(node.text, lineAt(node.getStart(source))) });
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      literals.push({ rows: textRows(parts.join("`value`"), lineAt(node.getStart(source))) });
    }
    for (const child of children) visit(child);
  };
  visit(source);
  const ordered = [...comments].sort(([a], [b]) => a - b);
  return [...commentPieces(ordered.map(([position, raw]) => [raw, lineAt(position)])), ...literals].filter(
    hasWords,
  );
}

const isJsDoc = (kind) => kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;

const pythonTokens =
  /#.*|\b[rbuf]{0,2}("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*\1|(["'])(?:\\[\s\S]|(?!\2)[^\\\n])*\2/gi;

function piecesOfPython(text) {
  const comments = [];
  const literals = [];
  for (const { 0: token, index } of text.matchAll(pythonTokens)) {
    const line = text.slice(0, index).split("\n").length;
    if (token.startsWith("#")) comments.push([token, line]);
    else literals.push({ rows: textRows(token.replace(/^\w*("""|'''|["'])|("""|'''|["'])$/g, ""), line) });
  }
  return [...commentPieces(comments), ...literals].filter(hasWords);
}

/** Line comments on lines that follow each other are one text. */
function commentPieces(comments) {
  const pieces = [];
  for (const [raw, line] of comments) {
    if (/^(?:\/\/|#)\s*(?:biome-ignore|@ts-|type:|noqa|ruff:|pragma|mypy:|!)/.test(raw)) continue;
    const isLine = !raw.startsWith("/*");
    const rows = raw
      .replace(/^\/\*+|\*+\/$/g, "")
      .split("\n")
      .map((row, index) => [row.replace(/^\s*(?:\/\/+|#+|\*)?\s?/, ""), line + index]);
    const last = pieces.at(-1);
    if (isLine && last?.isLine && last.rows.at(-1)[1] === line - 1) last.rows.push(...rows);
    else pieces.push({ isLine, rows });
  }
  return pieces.map(({ rows }) => ({ rows: rows.flatMap(tagRow) }));
}

/** A tag of TSDoc begins a paragraph; its name and its parameter's are no words of it. */
function tagRow([row, line]) {
  const tag = /^@\w+(?: (?:\{[^}]*\} )?[\w.[\]]+(?: -)?)?/.exec(row);
  const plain = (tag ? row.slice(tag[0].length) : row).replace(/\{@link (\S+?)\}/g, "`$1`");
  return tag
    ? [
        ["", line],
        [plain, line],
      ]
    : [[plain, line]];
}

/** Rows of a literal, each a paragraph; indentation would make code of them. */
const textRows = (text, line) =>
  text.split("\n").flatMap((row, index) => [
    [row.trimStart(), line + index],
    ["", line + index],
  ]);

/** A text has several words; a name, a path or a pattern has none. */
const hasWords = ({ rows }) => /[\p{L}`,] [\p{L}`]/u.test(rows.map(([row]) => row).join(" "));
