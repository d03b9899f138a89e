import { findNodeAtLocation, parseTree } from "jsonc-parser";

/**
 * Adds a property at the end of the object at `path` in a JSON text, and changes no other character. The editing functions
 * of jsonc-parser would also format the line before it. Returns `undefined` when there is no object at the path.
 */
export function insertProperty(
  text: string,
  path: readonly string[],
  key: string,
  value: unknown,
): string | undefined {
  // A byte order mark is not valid JSON.
  const tree = parseTree(text.replace(/^\uFEFF/, " "));
  const object = tree && findNodeAtLocation(tree, [...path]);
  if (object?.type !== "object") return undefined;
  const start = object.offset + 1;
  const end = object.offset + object.length - 1;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const outer = unit.repeat(path.length);
  const printed = JSON.stringify(value, null, unit).replaceAll("\n", `${newline}${outer}${unit}`);
  const body = text.slice(start, end).trimEnd();
  const comma = object.children?.length ? "," : "";
  const property = `${newline}${outer}${unit}${JSON.stringify(key)}: ${printed}${newline}${outer}`;
  return `${text.slice(0, start)}${body}${comma}${property}${text.slice(end)}`;
}
