import { isIdentifier, type NameScope, toTsName } from "../../naming/names.ts";
import { declaredCall } from "../../stages/emit/declared-call.ts";
import { buildCall } from "../../stages/model/build-call.ts";
import type { CallModel } from "../../stages/model/model.ts";
import type { EntryFacts } from "./entry.ts";

/**
 * Returns the TypeScript declaration of a call, as in generated code; empty without a signature.
 *
 * @param isGenerated whether a class, by its Python name, would be generated as a reachable class
 */
export function typescriptForm(
  { name, kind, home, signature }: EntryFacts,
  isGenerated: (pythonName: string) => boolean,
): readonly string[] {
  if (!signature) return [];
  const classes = new Map<string, string>();
  const classKey = (pythonName: string): string | undefined => {
    const local = localName(pythonName);
    if (local === undefined || !isGenerated(pythonName)) return undefined;
    classes.set(pythonName, local);
    return pythonName;
  };
  const call = buildCall(signature, { classKey });
  const [owner = "", last = ""] = name.split(".").slice(-2);
  switch (kind) {
    case "class":
      return declaredCall(
        `${toTsName(last, "module")}.new`,
        constructed(call, home ?? name, last, classes),
        classes,
      );
    case "classmethod":
    case "staticmethod":
      return declaredCall(`${toTsName(owner, "module")}.${toTsName(last, "static")}`, call, classes);
    default: {
      const scope: NameScope = kind === "method" ? "member" : "module";
      return declaredCall(toTsName(last, scope), call, classes);
    }
  }
}

function constructed(call: CallModel, key: string, name: string, classes: Map<string, string>): CallModel {
  classes.set(key, toTsName(name, "module"));
  return { ...call, returns: { type: { kind: "class", key }, source: undefined } };
}

function localName(pythonName: string): string | undefined {
  const qualname = pythonName.slice(pythonName.lastIndexOf(":") + 1);
  return isIdentifier(qualname) ? toTsName(qualname, "module") : undefined;
}
