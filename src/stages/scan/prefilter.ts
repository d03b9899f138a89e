import { type ModuleContext, resolveSpecifier } from "./resolve-specifier.ts";

/**
 * Decides cheaply whether to parse a text. May accept a text without imports of Python, never rejects one that has
 * them.
 */
export type Prefilter = (text: string) => boolean;

/** Accepts texts that may import a Python module. */
export function namesPython(context: ModuleContext): Prefilter {
  const outputFolder = context.output.slice(context.output.lastIndexOf("/") + 1);
  const outputAliases = context.aliasNames.filter((name) => {
    const resolved = resolveSpecifier(name.replace("*", "x"), "", context);
    return resolved !== undefined && "module" in resolved;
  });
  const beginnings = [
    "#py/",
    "py:",
    `${outputFolder}/`,
    ...outputAliases.map((name) => name.split("*")[0] ?? ""),
  ];
  const pattern = new RegExp(
    `["'\`](?:${beginnings.map(escapeRegExp).join("|")})|/${escapeRegExp(outputFolder)}/`,
  );
  return (text) => pattern.test(text);
}

/** Accepts texts that may import one of `files`, by the last segment of a specifier or by an exact alias. */
export function importsOneOf(files: Iterable<string>, { aliasNames }: ModuleContext): Prefilter {
  const endings = new Set<string>();
  for (const file of files) {
    const parts = file.replace(/(\.d)?\.[cm]?[jt]sx?$/, "").split("/");
    const stem = parts.at(-1) ?? "";
    endings.add(stem);
    if (stem !== "index") continue;
    endings.add(".").add("..");
    if (parts.length > 1) endings.add(parts.at(-2) ?? "");
  }
  const exact = aliasNames.filter((name) => !name.includes("*"));
  const named = [...endings, ...exact].map(escapeRegExp).join("|");
  const pattern = new RegExp(`["'\`/](?:${named})(?:\\.[cm]?[jt]sx?)?/?["'\`]`);
  return (text) => pattern.test(text);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
