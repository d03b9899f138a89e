import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config, Library } from "./config.ts";

/**
 * Replaces the path of every declaration by its text, and includes the declared names: only generated names are compared
 * with the library.
 *
 * @throws DiagnosticError SB2006 for every file that cannot be read
 */
export function readDeclarations(config: Config): Config {
  const unreadable: string[] = [];
  const textOf = (value: string): string => {
    if (!value.endsWith(".pyi") || value.includes("\n")) return value;
    try {
      return readFileSync(join(config.root, value), "utf8");
    } catch (error) {
      unreadable.push(`${value} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
      return "";
    }
  };
  const readIn = (library: Library): Library => {
    const texts = Object.entries(library.declarations).map(
      ([module, value]) => [module, textOf(value)] as const,
    );
    if (texts.length === 0) return library;
    const declared = texts.flatMap(([module, text]) => declaredNames(library, module, text));
    return {
      ...library,
      declarations: Object.fromEntries(texts),
      include: [...new Set([...library.include, ...declared])].sort(),
    };
  };
  const environments = config.environments.map((each) => ({
    ...each,
    libraries: each.libraries.map(readIn),
  }));
  const read = { ...config, libraries: config.libraries.map(readIn), environments };
  if (unreadable.length === 0) return read;
  throw new DiagnosticError(unreadable.map((text) => diagnostic("SB2006", `Declaration file ${text}.`)));
}

/** Returns the names defined at the beginning of a line; only Python itself checks the text. */
function declaredNames({ name }: Library, module: string, text: string): readonly string[] {
  const inside = module.split(".").slice(name.split(".").length);
  const definitions = text.matchAll(/^(?:(?:async[ \t]+)?def|class)[ \t]+([\p{L}_][\p{L}\p{N}_]*)/gmu);
  return [...definitions].map(([, each]) => [...inside, each].join("."));
}
