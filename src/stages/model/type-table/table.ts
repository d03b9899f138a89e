import type { TsType } from "../ts-type.ts";
import { abstract } from "./abstract.ts";
import { builtins } from "./builtins.ts";
import { numpy } from "./numpy.ts";
import { protocols } from "./protocols.ts";
import type { Row, Rows } from "./row.ts";
import { values } from "./values.ts";

const table: Rows = { ...builtins, ...values, ...abstract, ...protocols, ...numpy };

/** Modules whose other classes are protocols: any class may satisfy them. */
const structuralModules: ReadonlySet<string> = new Set([
  "_typeshed",
  "collections.abc",
  "numbers",
  "typing",
  "typing_extensions",
]);
const nominalNames = /^typing:(IO|BinaryIO|TextIO|NamedTuple)$/;

/** Returns the row of a Python type. */
export function rowOf(name: string): Row | undefined {
  const normalized = name.replace("pathlib._local:", "pathlib:").replace("typing_extensions:", "typing:");
  return Object.hasOwn(table, normalized) ? table[normalized] : undefined;
}

/** Returns the type of instances that cross by value; `undefined` if they stay in Python. */
export function valueTypeOf(name: string): TsType | undefined {
  const row = rowOf(name);
  return row?.byValue && row.narrow?.([], []);
}

/** Whether a name without a row is a class whose instances stay in Python. */
export function staysInPython(name: string): boolean {
  const [module = "", qualname] = name.split(":");
  return qualname !== undefined && (!structuralModules.has(module) || nominalNames.test(name));
}
