/** C0 and C1 controls except tab and line feed, line separators, bidirectional marks, and byte order marks. */
export const invisible: RegExp =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Returns the `\uXXXX` escape of a character. */
export function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Escapes invisible characters and lone surrogates in a text. */
export function escapeInvisible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(invisible, escapeCharacter)
    .replace(/\p{Surrogate}/gu, escapeCharacter);
}
