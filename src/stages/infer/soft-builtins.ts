import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * They give what they are given. Where a checker knows nothing of that, it says `int` all the same: of `sum(anything)`, which begins with
 * 0, and of `max(anything, 0)`. Other libraries have numbers of their own.
 */
const names = ["max", "min", "sum"];

const definitions = new RegExp(
  String.raw`(?:^@overload\r?\n)?^def (?:${names.join("|")})\([\s\S]*?\) -> [^\n]*: \.\.\.\r?\n`,
  "gm",
);

/** The stub of `builtins` in a typeshed, that says of these only that they can be called; nothing where there is no such stub. */
export async function softBuiltins(
  typeshed: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const path = join(typeshed, "stdlib/builtins.pyi");
  const stub = await readFile(path, "utf8").catch(() => undefined);
  if (stub === undefined) return [];
  const soft = names.map((name) => `def ${name}(*args: Any, **kwargs: Any) -> Any: ...\n`);
  return [{ path, text: `${stub.replace(definitions, "")}\n${soft.join("")}` }];
}
