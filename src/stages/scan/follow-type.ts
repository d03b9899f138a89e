import type { ts } from "ts-morph";
import { type Flow, member } from "./follow-value.ts";
import { Meaning, type Reached } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** The meaning that a reference asks for, by where it stands. */
export function meaningAt(typescript: TypeScript, node: ts.Identifier): number {
  const { parent } = node;
  if (typescript.isTypeReferenceNode(parent)) return Meaning.type;
  if (typescript.isImportEqualsDeclaration(parent)) return Meaning.any;
  if (typescript.isQualifiedName(parent)) {
    const end = endOfName(typescript, parent).parent;
    return typescript.isTypeQueryNode(end) ? Meaning.value : Meaning.namespace;
  }
  return Meaning.value;
}

/** Whether a reference stands in a type or an import alias, where names are joined by dots only. */
export function isTypePosition(typescript: TypeScript, node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    typescript.isTypeReferenceNode(parent) ||
    typescript.isTypeQueryNode(parent) ||
    typescript.isQualifiedName(parent) ||
    typescript.isImportEqualsDeclaration(parent)
  );
}

/** Follows `np.linalg.LinAlgError`, `typeof np.mean`, `(typeof np)["mean"]`, or `import mean = np.mean`. */
export function followType(typescript: TypeScript, flow: Flow, name: ts.Identifier, start: Reached): void {
  let current: ts.EntityName = name;
  let reached = start;
  while (typescript.isQualifiedName(current.parent) && current.parent.left === current) {
    current = current.parent;
    reached = member(reached, current.right.text);
  }
  const place = typescript.isQualifiedName(current) ? current.right : current;
  const { parent } = current;
  if (typescript.isImportEqualsDeclaration(parent)) {
    flow.bound(parent.name, reached);
    flow.used(reached, place, "value");
  } else if (typescript.isTypeQueryNode(parent)) followIndexedType(typescript, flow, parent, reached, place);
  else flow.used(reached, place, "type");
}

/** Follows `["linalg"]["norm"]` after a type that has the members of the module. */
export function followIndexedType(
  typescript: TypeScript,
  flow: Flow,
  type: ts.TypeNode,
  start: Reached,
  place: ts.Node,
): void {
  let current: ts.Node = type;
  let reached = start;
  let named = place;
  for (;;) {
    const parent: ts.Node = current.parent;
    if (typescript.isIndexedAccessTypeNode(parent) && parent.objectType === current) {
      const key = typescript.isLiteralTypeNode(parent.indexType) ? parent.indexType.literal : undefined;
      if (!key || !typescript.isStringLiteralLike(key)) break;
      reached = member(reached, key.text);
      named = key;
    } else if (!typescript.isParenthesizedTypeNode(parent)) break;
    current = parent;
  }
  flow.used(reached, named, "type");
}

/** The whole dotted name that a part begins. */
function endOfName(typescript: TypeScript, name: ts.EntityName): ts.EntityName {
  let current = name;
  while (typescript.isQualifiedName(current.parent) && current.parent.left === current)
    current = current.parent;
  return current;
}
