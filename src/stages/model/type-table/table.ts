import type { TsType } from "../ts-type.ts";
import { abstract } from "./abstract.ts";
import { builtins } from "./builtins.ts";
import { numpy } from "./numpy.ts";
import { protocols } from "./protocols.ts";
import type { Row, Rows } from "./row.ts";
import { values } from "./values.ts";

const table: Rows = { ...builtins, ...values, ...abstract, ...protocols, ...numpy };

/** Modules whose other classes can be any class of Python. */
const describing: ReadonlySet<string> = new Set([
  "_typeshed",
  "collections.abc",
  "numbers",
  "typing",
  "typing_extensions",
]);
const ofFiles = /^typing:(IO|BinaryIO|TextIO|NamedTuple)$/;

/** The row of a Python type, by its name. */
export function rowOf(name: string): Row | undefined {
  const usual = name.replace("pathlib._local:", "pathlib:").replace("typing_extensions:", "typing:");
  return Object.hasOwn(table, usual) ? table[usual] : undefined;
}

/** As what instances of a class arrive, if they are values. */
export function valueTypeOf(name: string): TsType | undefined {
  const row = rowOf(name);
  return row?.byValue && row.narrow?.([], []);
}

/** Whether a name that has no row is that of a class whose instances stay in Python. */
export function staysInPython(name: string): boolean {
  const [module = "", qualname] = name.split(":");
  return qualname !== undefined && (!describing.has(module) || ofFiles.test(name));
}
