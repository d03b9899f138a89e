import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Returns the nearest line of a stack in the program's own code rather than in a package: `"src/main.ts:3"`.
 *
 * @param lines as V8 prints them: `"\n    at name (file:///project/src/main.ts:3:9)"`
 */
export function placeOf(lines: string, root: string): string | undefined {
  const places = lines.split("\n").flatMap((line) => {
    const match = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()]+):(\d+):\d+\)?$/.exec(line);
    const path = match && pathOf(match[1]!);
    return path ? [{ path, line: match[2]! }] : [];
  });
  const place = places.find(({ path }) => !path.includes(`${sep}node_modules${sep}`)) ?? places[0];
  if (place === undefined) return undefined;
  const inside = relative(root, place.path);
  return `${(isAbsolute(inside) ? place.path : inside).split(sep).join("/")}:${place.line}`;
}

/** Returns the file path of a location. Bundlers and loaders may have added a query. */
function pathOf(text: string): string | undefined {
  const bare = text.replace(/\?.*$/, "");
  if (isAbsolute(bare)) return bare;
  try {
    return bare.startsWith("file:") ? fileURLToPath(bare) : undefined;
  } catch {
    return undefined;
  }
}
