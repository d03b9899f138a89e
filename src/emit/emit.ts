import type { Model } from "../model/model.ts";
import { printJavaScript, printTypeScript } from "./code.ts";
import { printModule } from "./print-module.ts";
import type { ClassPlaces } from "./print-type.ts";

export interface GeneratedFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** The generated files: a `.ts` for each module, and beside it the same text as `.js`. */
export function emit(model: Model): readonly GeneratedFile[] {
  const places = classPlaces(model);
  return model.modules.flatMap((module) => {
    const printed = printModule(module, places);
    return [
      { path: `${module.path}.ts`, content: printTypeScript(printed) },
      { path: `${module.path}.js`, content: printJavaScript(printed) },
    ];
  });
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
