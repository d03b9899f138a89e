/** A comment block of metadata in a source, like those of PEP 723 in Python. */
export interface InlineBlock {
  /** Relative to the project. */
  readonly file: string;
  /** Line of its first delimiter; the content begins on the next one. */
  readonly line: number;
  /** The content without comment signs: TOML. */
  readonly text: string;
}

const marker = "// /// snakebridge";

/**
 * PEP 723's reference expression, with `//` for `#`: a delimiter, comment lines, and the last delimiter before a line
 * that is not a comment. An unclosed block does not count.
 */
const pattern =
  /(?<![^\n])\/\/ \/\/\/ (?<type>[a-zA-Z0-9-]+)\n(?<content>(?:\/\/(?:| [^\n]*)\n)+)\/\/ \/\/\/(?![^\n])/g;

/** Finds the blocks of type `snakebridge` in a source. Fast for sources without blocks. */
export function findBlocks(file: string, source: string): readonly InlineBlock[] {
  if (!source.includes(marker)) return [];
  const text = source.replaceAll("\r\n", "\n");
  return [...text.matchAll(pattern)]
    .filter(({ groups }) => groups?.type === "snakebridge")
    .map(({ index, groups }) => ({
      file,
      line: text.slice(0, index).split("\n").length,
      text: groups!.content!.replace(/^\/\/ ?/gm, ""),
    }));
}
