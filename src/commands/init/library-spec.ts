import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LibraryInput } from "../../project/config/config.ts";
import { importNameOf } from "../../project/config/known-libraries.ts";
import { isImportName } from "../../project/config/python-names.ts";
import { isStdlibModule } from "../../project/config/stdlib-modules.ts";

/** A library as it is written into a new configuration, under its import name. */
export interface NewLibrary {
  readonly name: string;
  readonly input: string | true | LibraryInput;
}

const pattern = /^(?<name>[\w.-]+?)\s*(?:\[(?<extras>[^\]]*)\])?\s*(?<range>(?:[<>=!~]|\*$).*)?$/;

/**
 * Reads a requirement as for `pip install`: `numpy`, `pandas==2.*`, `scikit-learn>=1.6`, `dask[array]`. Replaces the name
 * of a distribution by the name that Python imports.
 */
export function parseLibrarySpec(text: string): NewLibrary | Diagnostic {
  const { name: written = "", extras, range } = pattern.exec(text.trim())?.groups ?? {};
  const name = importNameOf(written) ?? (isImportName(written) ? written : written.replaceAll("-", "_"));
  if (!isImportName(name))
    return diagnostic("SB2002", `"${text}" is not a library.`, {
      fix: "Write an import name and a version range: --library numpy --library 'pandas==2.*'",
    });
  if (isStdlibModule(name)) return { name, input: true };
  const version = range?.trim() ?? "*";
  const distribution = name === written ? undefined : written;
  const extraNames = extras?.split(",").map((each) => each.trim()) ?? [];
  if (extraNames.length === 0 && !needsDistribution(name, distribution)) return { name, input: version };
  return {
    name,
    input: {
      ...(needsDistribution(name, distribution) && distribution ? { distribution } : {}),
      ...(version === "*" ? {} : { version }),
      ...(extraNames.length > 0 ? { extras: extraNames } : {}),
    },
  };
}

/** Whether the configuration must name the distribution, because the import name is not well known. */
function needsDistribution(name: string, distribution: string | undefined): boolean {
  return distribution !== undefined && importNameOf(distribution) !== name;
}
