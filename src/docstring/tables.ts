import { inlineMarkdown } from "./inline-markup.ts";

/** Converts reStructuredText tables to Markdown tables. A malformed table is shown as preformatted text. */

interface Read {
  readonly block: string;
  readonly count: number;
}

const rule = /^=+(?: +=+)+\s*$/;

export function isSimpleTable(line: string): boolean {
  return rule.test(line);
}

export function isGridTable(line: string): boolean {
  return /^\+(?:-+\+)+\s*$/.test(line);
}

/** Converts a simple table. The `=` rules mark the columns; a row continues where its first cell is empty. */
export function simpleTable(lines: readonly string[]): Read {
  const rules = lines.flatMap((line, index) => (rule.test(line) ? [index] : []));
  const end = ruleBeforeBlank(lines, rules);
  const columns = [...lines[0]!.matchAll(/=+/g)].map(({ index }) => index);
  const cells = (line: string): string[] =>
    columns.map((start, at) => line.slice(start, columns[at + 1]).trim());
  const hasHead = (rules[1] ?? end) < end;
  const head = hasHead ? lines.slice(1, rules[1]) : [];
  const body = lines.slice(hasHead ? rules[1]! + 1 : 1, end);
  const rows: string[][] = [];
  for (const line of body.filter((each) => each.trim() !== "")) {
    const row = cells(line);
    const before = rows.at(-1);
    if (row[0] === "" && before) rows[rows.length - 1] = joined(before, row);
    else rows.push(row);
  }
  const titles = columns.map((_, at) =>
    head
      .map((line) => cells(line)[at])
      .join(" ")
      .trim(),
  );
  return { block: table(titles, rows), count: end + 1 };
}

/** Converts a grid table. The lines of a cell are joined; a table with merged cells is shown as preformatted text. */
export function gridTable(lines: readonly string[]): Read {
  const blank = lines.findIndex((line) => !/^[+|]/.test(line));
  const grid = lines.slice(0, blank === -1 ? lines.length : blank);
  const count = grid.length;
  const width = grid[0]!.split("+").length;
  const rows: string[][] = [[]];
  let headerRows: number | undefined;
  for (const line of grid.slice(1)) {
    if (line.startsWith("+")) {
      if (line.split("+").length !== width || /[^+=\-\s]/.test(line))
        return { block: preformatted(grid), count };
      if (line.includes("=")) headerRows = rows.length;
      rows.push([]);
      continue;
    }
    const cells = line.split("|").slice(1, -1);
    if (cells.length !== width - 2) return { block: preformatted(grid), count };
    rows[rows.length - 1] = joined(rows.at(-1)!, cells);
  }
  const filled = rows.filter((row) => row.length > 0);
  const [head = [], ...rest] = filled;
  return {
    block:
      headerRows === 1
        ? table(head, rest)
        : table(
            head.map(() => ""),
            filled,
          ),
    count,
  };
}

function joined(row: readonly string[], more: readonly string[]): string[] {
  return more.map((cell, at) => `${row[at] ?? ""} ${cell.trim()}`.trim());
}

function ruleBeforeBlank(lines: readonly string[], rules: readonly number[]): number {
  const closing = rules.slice(1).find((index) => (lines[index + 1] ?? "").trim() === "");
  return closing ?? rules.at(-1)!;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => inlineMarkdown(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function preformatted(lines: readonly string[]): string {
  return `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}
