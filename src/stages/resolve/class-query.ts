import type { Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import { attributeType } from "../model/providers/chain.ts";
import { isExcluded, libraryOf } from "./demands.ts";

/**
 * Returns the query for a class in a type, by the name that types have for it (`"pandas.core.frame:DataFrame"`).
 * Returns `undefined` for a class that is not generated: its library is not configured, it is excluded, or its
 * instances cross by value.
 */
export function classQuery(name: string, config: Pick<Config, "libraries">): Query | undefined {
  const [module = "", qualname = ""] = name.split(":");
  // A class inside a function, `make.<locals>.Made`, cannot be looked up.
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*(\.[\p{XID_Start}_]\p{XID_Continue}*)*$/u.test(qualname))
    return undefined;
  // A module in C such as `_io` is published as `io`.
  const library = libraryOf(module, config) ?? libraryOf(withoutUnderscore(module), config);
  if (!library || isExcluded(library, module, [qualname]) || !staysInPython(name)) return undefined;
  return { module, path: [qualname], within: library.name };
}

export function withoutUnderscore(module: string): string {
  return module.replace(/^_/, "");
}

/** Whether instances of a class arrive as references. */
function staysInPython(name: string): boolean {
  const { type } = attributeType({ type: { kind: "name", name } }, { classKey: () => undefined });
  return type.kind === "runtime" && type.name === "PyObject";
}
