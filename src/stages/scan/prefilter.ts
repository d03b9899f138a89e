import { type ModuleContext, meaningOfSpecifier } from "./specifier-meaning.ts";

/** Whether a text may be worth parsing. Cheap, and never wrong about one that is not. */
export type Prefilter = (text: string) => boolean;

/** Texts that may name a Python module themselves. */
export function namesPython(context: ModuleContext): Prefilter {
  const folder = context.output.slice(context.output.lastIndexOf("/") + 1);
  const intoOutput = context.aliasNames.filter((name) => {
    const meaning = meaningOfSpecifier(name.replace("*", "x"), "", context);
    return meaning !== undefined && "module" in meaning;
  });
  const beginnings = ["#py/", "py:", `${folder}/`, ...intoOutput.map((name) => name.split("*")[0] ?? "")];
  const pattern = new RegExp(`["'\`](?:${beginnings.map(literally).join("|")})|/${literally(folder)}/`);
  return (text) => pattern.test(text);
}

/** Texts that may import one of `files`, by the last part of a specifier or by an exact alias. */
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
  const named = [...endings, ...exact].map(literally).join("|");
  const pattern = new RegExp(`["'\`/](?:${named})(?:\\.[cm]?[jt]sx?)?/?["'\`]`);
  return (text) => pattern.test(text);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
