import type { Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import { attributeType } from "../model/providers/chain.ts";
import { isExcluded, libraryOf } from "./demands.ts";

/**
 * The question after a class that types speak of, by the name that they have for it (`"pandas.core.frame:DataFrame"`);
 * `undefined` for one that is not generated: of a library that is not configured, excluded, or whose instances cross by value.
 */
export function classQuery(name: string, config: Pick<Config, "libraries">): Query | undefined {
  const [module = "", qualname = ""] = name.split(":");
  // What a function has in itself, `make.<locals>.Made`, cannot be looked up.
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*(\.[\p{XID_Start}_]\p{XID_Continue}*)*$/u.test(qualname))
    return undefined;
  // What is written in C lives in `_io`, and is shown by `io`.
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
