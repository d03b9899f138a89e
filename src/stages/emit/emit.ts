import type { Model, ModuleModel } from "../model/model.ts";
import { type Code, printJavaScript, printTypeScript } from "./code.ts";
import { printModule, printReexport } from "./print-module.ts";
import type { ClassPlaces } from "./print-type.ts";

export interface GeneratedFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/**
 * Emits the generated files: for each module a `.ts` file, and the same text as `.js`.
 *
 * @param environment the named environment that the calls use, if any
 */
export function emit(model: Model, environment?: string): readonly GeneratedFile[] {
  const places = classPlaces(model);
  return model.modules.flatMap((module) => emitFiles(module.path, printModule(module, places, environment)));
}

/** Emits a file for each module that re-exports the module's file in the folder `target`. */
export function emitReexports(
  modules: readonly Pick<ModuleModel, "name" | "path">[],
  target: string,
): readonly GeneratedFile[] {
  return modules.flatMap((module) => emitFiles(module.path, printReexport(module, target)));
}

function emitFiles(path: string, printed: Code): readonly GeneratedFile[] {
  return [
    { path: `${path}.ts`, content: printTypeScript(printed) },
    { path: `${path}.js`, content: printJavaScript(printed) },
  ];
}

function classPlaces({ modules }: Model): ClassPlaces {
  return new Map(
    modules.flatMap(({ path, symbols }) =>
      symbols.flatMap((symbol): [string, { path: string; tsName: string }][] =>
        symbol.kind === "class" ? [[symbol.key, { path, tsName: symbol.tsName }]] : [],
      ),
    ),
  );
}
