import { escapeCharacter, invisible } from "../shared/invisible.ts";

/**
 * Makes text from sources, Python or tools safe for a terminal and for a CI log. Characters that move the cursor or
 * reverse text become escapes, and no line can be read as a command to the CI system.
 */
export function cleanText(text: string): string {
  return escapeCommands(text.replace(/\r\n?/g, "\n").replace(invisible, escapeCharacter));
}

/** Cleans text that already has colors; the colors stay. */
export function cleanPainted(text: string): string {
  return text
    .split(/(\u001b\[[\d;]*m)/)
    .map((part, index) => (index % 2 === 1 ? part : cleanText(part)))
    .join("");
}

/** CI commands have two forms: `::` counts at the beginning of a line, `##` anywhere in it. */
function escapeCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(commandMark, "# #");
}

const commandMark = /##(?=\[|vso\[|teamcity\[)/g;

/** Cleans text and escapes its line breaks. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll("\n", "\\n");
}

/** Cleans a line of source without changing its columns: each unsafe character becomes one visible character. */
export function cleanSourceLine(line: string): string {
  return line.replaceAll("\t", " ").replace(invisible, "·");
}

/** Prints JSON with unsafe characters and CI commands escaped, so that printing it unchanged is harmless. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
    .replace(invisible, escapeCharacter)
    .replace(commandMark, "#\\u0023");
}
