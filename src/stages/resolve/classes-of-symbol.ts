import type { MemberFacts, SignatureFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { ManifestSymbol } from "../../project/manifest/manifest.ts";
import { buildSpecial } from "../model/build-special.ts";
import { heldClass } from "../model/held-class.ts";
import { attributeType, returnType } from "../model/providers/chain.ts";
import type { TypeContext } from "../model/providers/provider.ts";

/** What decides about the classes that something gives. */
export interface Given {
  /** Whether a class, by Python's name for it, would be generated where a type means it. */
  readonly isClass: (pythonName: string) => boolean;
  /** Names of the members that the sources take of anything. */
  readonly members: ReadonlySet<string>;
}

/** The classes, by Python's names, that a program can get from a symbol: of its members only those that it may be using. */
export function givenClasses(facts: ManifestSymbol, { isClass, members }: Given): ReadonlySet<string> {
  const context: TypeContext = { classKey: (name) => (isClass(name) ? name : undefined) };
  const isTaken = ({ name }: MemberFacts): boolean =>
    members.has(toTsName(name, "member")) || members.has(toTsName(name, "static"));
  const taken = "members" in facts ? (facts.members ?? []).filter(isTaken) : [];
  const special = facts.kind === "class" ? buildSpecial(facts, context) : undefined;
  const operators = special?.operators.filter(({ tsName }) => members.has(tsName)) ?? [];
  return new Set([
    ...("signature" in facts ? ofSignature(facts.signature, context) : []),
    ...(facts.kind === "object"
      ? classesIn(attributeType({ type: { kind: "name", name: facts.type } }, context).type)
      : []),
    ...classesIn([special?.items, special?.entered]),
    ...classesIn(
      operators.flatMap(({ call }) => [call.returns, ...call.overloads.map(({ returns }) => returns)]),
    ),
    ...taken.flatMap((member) => [
      ...(member.signature ? ofSignature(member.signature, context) : []),
      ...classesIn(attributeType(member, context).type),
      ...[heldClass(member)].filter((held) => held !== undefined).filter(isClass),
    ]),
  ]);
}

function ofSignature(signature: SignatureFacts, context: TypeContext): string[] {
  const overloads = (signature.overloads ?? []).map(({ returns }) =>
    attributeType(returns ? { type: returns } : {}, context),
  );
  return [returnType(signature, context), ...overloads].flatMap(({ type }) => classesIn(type));
}

/** The classes in a TypeScript type, however deep. */
function classesIn(type: unknown): string[] {
  if (typeof type !== "object" || type === null) return [];
  const own = "kind" in type && type.kind === "class" && "key" in type ? [String(type.key)] : [];
  return [...own, ...Object.values(type).flatMap(classesIn)];
}
