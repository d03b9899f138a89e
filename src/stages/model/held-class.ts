import type { MemberFacts } from "../../facts/facts.ts";

/** The class, as Python names it, that a class has as its attribute: one that is written inside of it, mostly. */
export function heldClass({ kind, type }: Pick<MemberFacts, "kind" | "type">): string | undefined {
  if (kind !== "class-attribute" || type?.kind !== "name" || type.name !== "builtins:type") return undefined;
  const [held] = type.args ?? [];
  return held?.kind === "name" ? held.name : undefined;
}
