import type { ts } from "ts-morph";
import type { TypeScript } from "./source-scan.ts";

/**
 * Returns the name of the member that a node accesses: `a.b` (also in a type), `a["b"]`, `{ b } = a`. The object's
 * type is not known here.
 */
export function memberNameOf(typescript: TypeScript, node: ts.Node): string | undefined {
  if (typescript.isPropertyAccessExpression(node)) return node.name.text;
  if (typescript.isQualifiedName(node)) return node.right.text;
  if (typescript.isElementAccessExpression(node))
    return typescript.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
  if (
    typescript.isBindingElement(node) &&
    typescript.isObjectBindingPattern(node.parent) &&
    !node.dotDotDotToken
  )
    return textOf(typescript, node.propertyName ?? node.name);
  return undefined;
}

function textOf(typescript: TypeScript, name: ts.Node): string | undefined {
  return typescript.isIdentifier(name) || typescript.isStringLiteralLike(name) ? name.text : undefined;
}
