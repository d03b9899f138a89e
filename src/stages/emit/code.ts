import { isIdentifier } from "../../naming/names.ts";

/**
 * Source text in which every part is known to be code. Names and texts enter only through `identifier`, `string` and
 * `comment`, so text from Python cannot change the structure of a file. Types are marked: the JavaScript output
 * blanks them.
 */
export interface Code {
  readonly pieces: readonly { readonly text: string; readonly isType: boolean }[];
}

type Part = Code | readonly Code[];

/** Builds code: `` code`const ${name} = ${value};` `` */
export function code(strings: TemplateStringsArray, ...parts: readonly Part[]): Code {
  return assemble(strings, parts, false);
}

/** Builds code that TypeScript erases, including its parts. */
export function typeCode(strings: TemplateStringsArray, ...parts: readonly Part[]): Code {
  return assemble(strings, parts, true);
}

/** Joins parts with `separator` between them. */
export function join(parts: readonly Code[], separator: Code): Code {
  return {
    pieces: parts.flatMap((part, index) =>
      index === 0 ? part.pieces : [...separator.pieces, ...part.pieces],
    ),
  };
}

/** Prints an identifier. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new Error(`${JSON.stringify(name)} is not an identifier`);
  return { pieces: [{ text: name, isType: false }] };
}

/** Prints a string literal. */
export function string(value: string): Code {
  const text = JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return { pieces: [{ text, isType: false }] };
}

/** Prints a number or a boolean. */
export function number(value: number | boolean): Code {
  return { pieces: [{ text: String(value), isType: false }] };
}

/** Prints the key of a property in a type: as an identifier if possible, otherwise as a string. */
export function propertyKey(name: string): Code {
  return isIdentifier(name) ? identifier(name) : string(name);
}

/** Prints the name of a class member. Tools that find imports by text (Vite, tsx) mistake `import(` for one. */
export function memberKey(name: string): Code {
  return name === "import" ? string(name) : identifier(name);
}

export const nothing: Code = { pieces: [] };

/** The text of a `.ts` file. */
export function printTypeScript({ pieces }: Code): string {
  return pieces.map(({ text }) => text).join("");
}

/** The same text with types replaced by spaces: every line and column stays, so no source map is needed. */
export function printJavaScript({ pieces }: Code): string {
  return pieces
    .map(({ text, isType }) => (isType ? text.replace(/[^\n]/g, " ") : text))
    .join("")
    .replace(/ +$/gm, "");
}

function assemble(strings: TemplateStringsArray, parts: readonly Part[], isType: boolean): Code {
  const pieces = strings.flatMap((text, index) => {
    const part = parts[index] ?? nothing;
    const inner = "pieces" in part ? part.pieces : part.flatMap((each) => each.pieces);
    const marked = isType ? inner.map((piece) => ({ ...piece, isType })) : inner;
    return text === "" ? marked : [{ text, isType }, ...marked];
  });
  return { pieces };
}
