// The rules of rules.mjs as one rule for textlint.
import { maxWords, replacedWords } from "./rules.mjs";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Reports sentences that are too long, and words that have a plainer equivalent. Code is no prose. */
export function sentences({ Syntax, RuleError, report }) {
  const check = (node) => {
    const { text: whole, positions } = plainText(node, Syntax);
    // A cell has phrases rather than sentences.
    const text = node.type === Syntax.TableCell ? whole.replaceAll(";", "!") : whole;
    const at = (index) => ({ index: (positions[index] ?? positions.at(-1) ?? 0) - node.range[0] });
    for (const { segment, index } of segmenter.segment(text)) {
      const words = countWords(segment);
      if (words > maxWords)
        report(
          node,
          new RuleError(`A sentence of ${words} words (at most ${maxWords}): "${start(segment)}"`, at(index)),
        );
    }
    for (const [pattern, advice] of replacedWords)
      for (const match of text.matchAll(new RegExp(pattern, "gi")))
        report(node, new RuleError(`"${match[0]}": write ${advice}`, at(match.index)));
  };
  return { [Syntax.Paragraph]: check, [Syntax.Header]: check, [Syntax.TableCell]: check };
}

/** A node's text with each piece of code as one word, and where each character of it is in the source. */
function plainText(node, Syntax) {
  let text = "";
  const positions = [];
  const add = (piece, from) => {
    for (let index = 0; index < piece.length; index++) positions.push(from + Math.min(index, 1e9));
    text += piece;
  };
  const visit = (each) => {
    if (each.type === Syntax.Str) add(each.value.replaceAll("\n", " "), each.range[0]);
    else if (each.type === Syntax.Code) add("Code", each.range[0]);
    else if (each.type === Syntax.Break) add(" ", each.range[0]);
    else for (const child of each.children ?? []) visit(child);
  };
  visit(node);
  return { text, positions };
}

const countWords = (sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const start = (sentence) => sentence.trim().split(/\s+/).slice(0, 6).join(" ");
