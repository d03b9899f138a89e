import type { MemberFacts } from "../../facts/facts.ts";

/** Returns the Python name of the class that a class has as an attribute, mostly a nested class. */
export function nestedClass({ kind, type }: Pick<MemberFacts, "kind" | "type">): string | undefined {
  if (kind !== "class-attribute" || type?.kind !== "name" || type.name !== "builtins:type") return undefined;
  const [nested] = type.args ?? [];
  return nested?.kind === "name" ? nested.name : undefined;
}
