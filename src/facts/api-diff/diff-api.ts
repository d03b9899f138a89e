import type { ClassFacts, MemberFacts, SymbolFacts } from "../facts.ts";
import type { ApiChange, ApiPlace } from "./api-change.ts";
import { diffSignatures } from "./diff-signatures.ts";
import { accepts, isSameType, knownType, typeText } from "./type-facts.ts";

/** Symbols by key (`"module:name"`), as in a manifest. */
export type Api = Readonly<Record<string, SymbolFacts>>;

/**
 * Compares the symbols of `before` with `after`, in the order of `before`. New symbols in `after` are not changes.
 */
export function diffApi(before: Api, after: Api): ApiChange[] {
  return Object.entries(before).flatMap(([symbol, one]) => {
    const other = Object.hasOwn(after, symbol) ? after[symbol] : undefined;
    return other ? diffSymbols(one, other, { symbol }) : [{ symbol, kind: "symbol-gone", breaking: true }];
  });
}

function diffSymbols(one: SymbolFacts, other: SymbolFacts, place: ApiPlace): ApiChange[] {
  if (one.kind === "function" && other.kind === "function")
    return [
      ...diffSignatures(one.signature, other.signature, place),
      ...diffAsync(one.async, other.async, place),
      ...diffMembers(one.members, other.members, place),
    ];
  if (one.kind === "class" && other.kind === "class") return diffClasses(one, other, place);
  if (one.kind === "constant" && other.kind === "constant") {
    const [before, after] = [JSON.stringify(one.value), JSON.stringify(other.value)];
    if (before === after) return [];
    return [
      { ...place, kind: "value-changed", before, after, breaking: typeof one.value !== typeof other.value },
    ];
  }
  if (one.kind === "object" && other.kind === "object") {
    const [before, after] = [one.type.replace(":", "."), other.type.replace(":", ".")];
    return [
      ...(before === after
        ? []
        : [{ ...place, kind: "type-changed", before, after, breaking: true } as const]),
      ...diffMembers(one.members, other.members, place),
    ];
  }
  if (one.kind === other.kind) return [];
  return [{ ...place, kind: "kind-changed", before: one.kind, after: other.kind, breaking: true }];
}

function diffClasses(one: ClassFacts, other: ClassFacts, place: ApiPlace): ApiChange[] {
  const bases = (from: ClassFacts, without: ClassFacts): string[] =>
    from.bases.filter((base) => isPublic(base) && !without.bases.includes(base));
  return [
    ...bases(one, other).map((base): ApiChange => {
      return { ...place, kind: "base-removed", before: base.replace(":", "."), breaking: true };
    }),
    ...bases(other, one).map((base): ApiChange => {
      return { ...place, kind: "base-added", after: base.replace(":", "."), breaking: false };
    }),
    ...diffSignatures(one.constructor, other.constructor, place),
    ...diffMembers(one.members, other.members, place),
    ...diffMembers(one.special, other.special, place),
  ];
}

/** Private bases are an implementation detail of the library: changes to them are not reported. */
function isPublic(base: string): boolean {
  return !/(^|[.:])_/.test(base);
}

function diffMembers(
  before: readonly MemberFacts[] = [],
  after: readonly MemberFacts[] = [],
  { symbol }: ApiPlace,
): ApiChange[] {
  const others = new Map(after.map((each) => [each.name, each]));
  const names = new Set(before.map(({ name }) => name));
  return [
    ...before.flatMap((one): ApiChange[] => {
      const other = others.get(one.name);
      const place = { symbol, member: one.name };
      return other
        ? diffMember(one, other, place)
        : [{ ...place, kind: "member-removed" as const, breaking: true }];
    }),
    ...after
      .filter(({ name }) => !names.has(name))
      .map(({ name }): ApiChange => ({ symbol, member: name, kind: "member-added", breaking: false })),
  ];
}

function diffMember(one: MemberFacts, other: MemberFacts, place: ApiPlace): ApiChange[] {
  const changes: ApiChange[] = [];
  const uses = usesOfMember(other);
  if (usesOfMember(one).join() !== uses.join()) {
    const breaking = !usesOfMember(one).every((use) => uses.includes(use));
    changes.push({ ...place, kind: "kind-changed", before: one.kind, after: other.kind, breaking });
    if (breaking) return changes;
  }
  if (one.signature && other.signature)
    changes.push(...diffSignatures(one.signature, other.signature, place));
  const [type, newType] = [knownType(one), knownType(other)];
  if (!isSameType(type, newType))
    changes.push({
      ...place,
      kind: "type-changed",
      before: typeText(type),
      after: typeText(newType),
      breaking: !accepts(type, newType),
    });
  return [...changes, ...diffAsync(one.async, other.async, place)];
}

/** Lists what a program can do with a member of this kind. */
function usesOfMember({ kind }: MemberFacts): readonly string[] {
  const uses: Readonly<Record<MemberFacts["kind"], readonly string[]>> = {
    method: ["call on instance"],
    classmethod: ["call on instance", "call on class"],
    staticmethod: ["call on instance", "call on class"],
    property: ["read on instance"],
    attribute: ["read on instance"],
    "class-attribute": ["read on instance", "read on class"],
  };
  return uses[kind];
}

function diffAsync(one = false, other = false, place: ApiPlace): ApiChange[] {
  if (one === other) return [];
  const word = (isAsync: boolean): string => (isAsync ? "async" : "plain");
  return [{ ...place, kind: "async-changed", before: word(one), after: word(other), breaking: true }];
}
