import { ts } from "ts-morph";
import { type FileUses, type Sources, usesOfFile } from "../../../../src/stages/scan/link-uses.ts";
import { type ModuleContext, resolveSpecifier } from "../../../../src/stages/scan/resolve-specifier.ts";
import { scanSource } from "../../../../src/stages/scan/scan-source.ts";

/** A project in memory, by path. `#py/` is mapped as `init` configures it. */
export function sourcesOf(files: Readonly<Record<string, string>>): Sources {
  const context: ModuleContext = {
    output: "src/py",
    imports: {
      folder: "",
      entries: { "#py/*": { types: "./src/py/*.ts", default: "./src/py/*.js" } },
    },
    aliases: () => [],
    aliasNames: [],
    isSource: (path) => Object.hasOwn(files, path),
  };
  const scans = new Map(
    Object.entries(files).map(([file, text]) => [
      file,
      scanSource(ts, ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)),
    ]),
  );
  return {
    scanOf: (file) => scans.get(file),
    resolve: (specifier, from) => resolveSpecifier(specifier, from, context),
  };
}

/** The uses of `src/main.ts` (or the first file). */
export function scanTexts(files: Readonly<Record<string, string>>): FileUses {
  return usesOfFile(Object.keys(files)[0] ?? "", sourcesOf(files));
}

/** The uses of one text as `numpy.linalg.norm`, sorted. Type uses end with `: type`. */
export function namesIn(text: string, file = "src/main.ts"): string[] {
  return scanTexts({ [file]: text })
    .uses.map(({ module, path, kind }) => [module, ...path].join(".") + (kind === "type" ? ": type" : ""))
    .sort();
}
