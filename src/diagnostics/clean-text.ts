/** C0 and C1 controls except tab and line feed, line separators, bidirectional marks, and byte order marks. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text from sources, Python or tools, made safe for a terminal and for the log of a CI system: characters that move the
 * cursor or turn text around are printed as escapes, and no line can be taken for a command to the CI system.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(invisible, escapeCharacter)
    .replace(/^(\s*):(?=:)/gm, "$1: ")
    .replace(/##(?=\[|vso\[|teamcity\[)/g, "# #");
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll("\n", "\\n");
}

/** A line of source with its columns kept: each such character becomes one visible one. */
export function cleanSourceLine(line: string): string {
  return line.replaceAll("\t", " ").replace(invisible, "·");
}

/** JSON with those characters escaped, so that even a raw print of it is harmless. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(invisible, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
