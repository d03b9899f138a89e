import type { TypeFacts } from "../../facts/facts.ts";
import type { PrintedType } from "./printed-type.ts";

/** Resolves a qualified name; `undefined` if it is unknown. */
export type NameResolver = (name: string) => TypeFacts | undefined;

const unknown: TypeFacts = { kind: "unknown" };
/** The maximum of members; longer unions are unreadable, and mostly mean that the checker lost track. */
const maxMembers = 8;

/** Builds the union of several types. Unknown if any of them is unknown, or if there are too many. */
export function unionFacts(members: readonly TypeFacts[]): TypeFacts {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some(({ kind }) => kind === "unknown")) return unknown;
  const distinct = [...new Map(flat.map((each) => [JSON.stringify(each), each])).values()];
  if (distinct.length > maxMembers) return unknown;
  return distinct.length === 1 ? distinct[0]! : { kind: "union", members: distinct };
}

/** Converts a printed type to facts. Unknown if any part is uncertain. */
export function toTypeFacts(type: PrintedType, resolveName: NameResolver): TypeFacts {
  switch (type.kind) {
    case "none":
      return builtin("NoneType");
    case "ellipsis":
      return builtin("ellipsis");
    case "self":
      return { kind: "name", name: "typing:Self" };
    case "function":
    case "overload":
      return { kind: "callable" };
    case "union":
      return unionFacts(type.members.map((member) => toTypeFacts(member, resolveName)));
    // The literal values of one version may change; their classes mostly stay.
    case "literal":
      return unionFacts(type.classes.map((each) => (each === "enum" ? unknown : builtin(each))));
    case "name":
      return namedType(type.name, type.args, resolveName);
    default:
      return unknown;
  }
}

function namedType(name: string, args: readonly PrintedType[], resolveName: NameResolver): TypeFacts {
  const facts = resolveName(name);
  if (facts?.kind !== "name" || facts.args !== undefined) return facts ?? unknown;
  const parts = args.map((arg) => toTypeFacts(arg, resolveName));
  return parts.some(({ kind }) => kind !== "unknown") ? { ...facts, args: parts } : facts;
}

function builtin(name: string): TypeFacts {
  return { kind: "name", name: `builtins:${name}` };
}
