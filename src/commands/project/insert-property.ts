/**
 * Adds a property at the end of an object in a JSON text and leaves every other character as it is. `path` leads to the
 * object; `undefined` when there is no object at that path.
 */
export function insertProperty(
  text: string,
  path: readonly string[],
  key: string,
  value: unknown,
): string | undefined {
  const start = findObject(text, path);
  if (start === undefined) return undefined;
  const end = skipValue(text, start) - 1;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const outer = unit.repeat(path.length);
  const printed = JSON.stringify(value, null, unit).replaceAll("\n", `${newline}${outer}${unit}`);
  const body = text.slice(start + 1, end).trimEnd();
  const comma = body.trim() === "" ? "" : ",";
  const property = `${newline}${outer}${unit}${JSON.stringify(key)}: ${printed}${newline}${outer}`;
  return `${text.slice(0, start + 1)}${body}${comma}${property}${text.slice(end)}`;
}

/** Offset of the `{` of the object at a path; the text must be valid JSON. */
function findObject(text: string, path: readonly string[]): number | undefined {
  let at = skipSpace(text, 0);
  for (const name of path) {
    if (text[at] !== "{") return undefined;
    const found = findProperty(text, at, name);
    if (found === undefined) return undefined;
    at = found;
  }
  return text[at] === "{" ? at : undefined;
}

function findProperty(text: string, object: number, name: string): number | undefined {
  let at = skipSpace(text, object + 1);
  while (text[at] === '"') {
    const keyEnd = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (JSON.parse(text.slice(at, keyEnd)) === name) return value;
    const next = skipSpace(text, skipValue(text, value));
    if (text[next] !== ",") return undefined;
    at = skipSpace(text, next + 1);
  }
  return undefined;
}

/** Offset behind the value that begins at `at`. */
function skipValue(text: string, at: number): number {
  if (text[at] !== "{" && text[at] !== "[") {
    const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;
    scalar.lastIndex = at;
    return scalar.test(text) ? scalar.lastIndex : text.length;
  }
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  token.lastIndex = at;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === "{" || match[0] === "[") depth++;
    else if (match[0] === "}" || match[0] === "]") depth--;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  const space = /[\s\uFEFF]*/y;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}
