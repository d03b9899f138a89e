import type { MemberFacts, SignatureFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { ManifestSymbol } from "../../project/manifest/manifest.ts";
import { buildSpecial } from "../model/build-special.ts";
import { nestedClass } from "../model/nested-class.ts";
import { attributeType, returnType } from "../model/providers/chain.ts";
import type { TypeContext } from "../model/providers/provider.ts";

/** Decides which classes are reachable. */
export interface ReachOptions {
  /** Whether a class, by its Python name, would be generated if a type contains it. */
  readonly isClass: (pythonName: string) => boolean;
  /** Names of the members that the sources access on any object. */
  readonly members: ReadonlySet<string>;
}

/**
 * Returns the classes that a program can get from a symbol, by their Python names. Only members that the program may
 * use count.
 */
export function classesOfSymbol(
  facts: ManifestSymbol,
  { isClass, members }: ReachOptions,
): ReadonlySet<string> {
  const context: TypeContext = { classKey: (name) => (isClass(name) ? name : undefined) };
  const isUsed = ({ name }: MemberFacts): boolean =>
    members.has(toTsName(name, "member")) || members.has(toTsName(name, "static"));
  const usedMembers = "members" in facts ? (facts.members ?? []).filter(isUsed) : [];
  const special = facts.kind === "class" ? buildSpecial(facts, context) : undefined;
  const operators = special?.operators.filter(({ tsName }) => members.has(tsName)) ?? [];
  return new Set([
    ...("signature" in facts ? classesOfSignature(facts.signature, context) : []),
    ...(facts.kind === "object"
      ? classesIn(attributeType({ type: { kind: "name", name: facts.type } }, context).type)
      : []),
    ...classesIn([special?.items, special?.entered]),
    ...classesIn(
      operators.flatMap(({ call }) => [call.returns, ...call.overloads.map(({ returns }) => returns)]),
    ),
    ...usedMembers.flatMap((member) => [
      ...(member.signature ? classesOfSignature(member.signature, context) : []),
      ...classesIn(attributeType(member, context).type),
      ...[nestedClass(member)].filter((nested) => nested !== undefined).filter(isClass),
    ]),
  ]);
}

function classesOfSignature(signature: SignatureFacts, context: TypeContext): string[] {
  const overloads = (signature.overloads ?? []).map(({ returns }) =>
    attributeType(returns ? { type: returns } : {}, context),
  );
  return [returnType(signature, context), ...overloads].flatMap(({ type }) => classesIn(type));
}

/** Collects the classes in a TypeScript type, at any depth. */
function classesIn(type: unknown): string[] {
  if (typeof type !== "object" || type === null) return [];
  const own = "kind" in type && type.kind === "class" && "key" in type ? [String(type.key)] : [];
  return [...own, ...Object.values(type).flatMap(classesIn)];
}
