import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Functions that return what they receive. If a checker does not know the arguments, it infers `int`: for
 * `sum(anything)`, which starts with 0, and for `max(anything, 0)`. Other libraries have their own numbers.
 */
const names = ["max", "min", "sum"];

const definitions = new RegExp(
  String.raw`(?:^@overload\r?\n)?^def (?:${names.join("|")})\([\s\S]*?\) -> [^\n]*: \.\.\.\r?\n`,
  "gm",
);

/**
 * Returns typeshed's stub of `builtins`, in which these functions accept and return `Any`. Returns nothing if the
 * stub is missing.
 */
export async function builtinsOverlay(
  typeshed: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const path = join(typeshed, "stdlib/builtins.pyi");
  const stub = await readFile(path, "utf8").catch(() => undefined);
  if (stub === undefined) return [];
  const replacements = names.map((name) => `def ${name}(*args: Any, **kwargs: Any) -> Any: ...\n`);
  return [{ path, text: `${stub.replace(definitions, "")}\n${replacements.join("")}` }];
}
