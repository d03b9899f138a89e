import { escapeCharacter, invisible } from "../shared/invisible.ts";

/**
 * Text from sources, Python or tools, made safe for a terminal and for the log of a CI system: characters that move the
 * cursor or turn text around are printed as escapes, and no line can be taken for a command to the CI system.
 */
export function cleanText(text: string): string {
  return escapeCommands(text.replace(/\r\n?/g, "\n").replace(invisible, escapeCharacter));
}

/** The same for text that is painted already: colours stay. */
export function cleanPainted(text: string): string {
  return text
    .split(/(\u001b\[[\d;]*m)/)
    .map((part, index) => (index % 2 === 1 ? part : cleanText(part)))
    .join("");
}

/** Of the two forms of commands, one counts at the beginning of a line, the other anywhere in it. */
function escapeCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(commandMark, "# #");
}

const commandMark = /##(?=\[|vso\[|teamcity\[)/g;

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll("\n", "\\n");
}

/** A line of source with its columns kept: each such character becomes one visible one. */
export function cleanSourceLine(line: string): string {
  return line.replaceAll("\t", " ").replace(invisible, "·");
}

/** JSON with those characters and commands escaped, so that even a raw print of it is harmless. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
    .replace(invisible, escapeCharacter)
    .replace(commandMark, "#\\u0023");
}
