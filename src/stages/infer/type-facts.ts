import type { TypeFacts } from "../../facts/facts.ts";
import type { PrintedType } from "./printed-type.ts";

/** What a name with its module means; `undefined` where nobody knows. */
export type NamedTypes = (name: string) => TypeFacts | undefined;

const unknown: TypeFacts = { kind: "unknown" };
/** More of them say nothing that a person can use, and are mostly what the checker could not follow. */
const mostMembers = 8;

/** One type for several: each must be known, and there may not be too many. */
export function unionFacts(members: readonly TypeFacts[]): TypeFacts {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some(({ kind }) => kind === "unknown")) return unknown;
  const distinct = [...new Map(flat.map((each) => [JSON.stringify(each), each])).values()];
  if (distinct.length > mostMembers) return unknown;
  return distinct.length === 1 ? distinct[0]! : { kind: "union", members: distinct };
}

/** The facts of a printed type; unknown where not all of it is sure. */
export function toTypeFacts(type: PrintedType, named: NamedTypes): TypeFacts {
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
      return unionFacts(type.members.map((member) => toTypeFacts(member, named)));
    // The values of one version's source are no promise; their classes nearly are.
    case "literal":
      return unionFacts(type.classes.map((each) => (each === "enum" ? unknown : builtin(each))));
    case "name":
      return ofName(type.name, type.args, named);
    default:
      return unknown;
  }
}

function ofName(name: string, args: readonly PrintedType[], named: NamedTypes): TypeFacts {
  const facts = named(name);
  if (facts?.kind !== "name" || facts.args !== undefined) return facts ?? unknown;
  const parts = args.map((arg) => toTypeFacts(arg, named));
  return parts.some(({ kind }) => kind !== "unknown") ? { ...facts, args: parts } : facts;
}

function builtin(name: string): TypeFacts {
  return { kind: "name", name: `builtins:${name}` };
}
