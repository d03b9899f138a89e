import type { ts } from "ts-morph";
import { type Flow, memberOf } from "./follow-value.ts";
import { type ImportTarget, Meaning } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** Returns the declaration space in which a reference is looked up, from its position. */
export function meaningAt(typescript: TypeScript, node: ts.Identifier): number {
  const { parent } = node;
  if (typescript.isTypeReferenceNode(parent)) return Meaning.type;
  if (typescript.isImportEqualsDeclaration(parent)) return Meaning.any;
  if (typescript.isQualifiedName(parent)) {
    const end = outermostName(typescript, parent).parent;
    return typescript.isTypeQueryNode(end) ? Meaning.value : Meaning.namespace;
  }
  return Meaning.value;
}

/** Whether a reference is in a type or an import alias, where only dots access members. */
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
export function followType(
  typescript: TypeScript,
  flow: Flow,
  name: ts.Identifier,
  start: ImportTarget,
): void {
  let current: ts.EntityName = name;
  let target = start;
  while (typescript.isQualifiedName(current.parent) && current.parent.left === current) {
    current = current.parent;
    target = memberOf(target, current.right.text);
  }
  const place = typescript.isQualifiedName(current) ? current.right : current;
  const { parent } = current;
  if (typescript.isImportEqualsDeclaration(parent)) {
    flow.bound(parent.name, target);
    flow.used(target, place, "value");
  } else if (typescript.isTypeQueryNode(parent)) followIndexedType(typescript, flow, parent, target, place);
  else flow.used(target, place, "type");
}

/** Follows indexed access such as `["linalg"]["norm"]` on the type of a module. */
export function followIndexedType(
  typescript: TypeScript,
  flow: Flow,
  type: ts.TypeNode,
  start: ImportTarget,
  place: ts.Node,
): void {
  let current: ts.Node = type;
  let target = start;
  let lastName = place;
  for (;;) {
    const parent: ts.Node = current.parent;
    if (typescript.isIndexedAccessTypeNode(parent) && parent.objectType === current) {
      const key = typescript.isLiteralTypeNode(parent.indexType) ? parent.indexType.literal : undefined;
      if (!key || !typescript.isStringLiteralLike(key)) break;
      target = memberOf(target, key.text);
      lastName = key;
    } else if (!typescript.isParenthesizedTypeNode(parent)) break;
    current = parent;
  }
  flow.used(target, lastName, "type");
}

/** Returns the complete dotted name that starts with `name`. */
function outermostName(typescript: TypeScript, name: ts.EntityName): ts.EntityName {
  let current = name;
  while (typescript.isQualifiedName(current.parent) && current.parent.left === current)
    current = current.parent;
  return current;
}
