import { join } from "node:path";
import type { ts } from "ts-morph";
import type { Location } from "../../diagnostics/diagnostic.ts";
import { decodeSource, readSource } from "./read-source.ts";

/** Finds property accesses by member name. The object's type is not checked: only a type checker knows it. */
export async function memberAccesses(
  root: string,
  files: readonly string[],
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Location[]>> {
  const places = new Map<string, Location[]>();
  const { ts: typescript } = await import("ts-morph");
  for (const file of files) {
    const source = readSource(join(root, file));
    const text = source && "bytes" in source ? decodeSource(source.bytes) : undefined;
    if (text === undefined) continue;
    const parsed = typescript.createSourceFile(file, text, typescript.ScriptTarget.ESNext, false);
    const visit = (node: ts.Node): void => {
      if (typescript.isPropertyAccessExpression(node) && names.has(node.name.text)) {
        const start = node.name.getStart(parsed);
        const { line, character } = parsed.getLineAndCharacterOfPosition(start);
        const name = node.name.text;
        const place = { file, line: line + 1, column: character + 1, length: name.length };
        places.set(name, [...(places.get(name) ?? []), place]);
      }
      typescript.forEachChild(node, visit);
    };
    visit(parsed);
  }
  return places;
}
