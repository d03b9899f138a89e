import type { ts } from "ts-morph";
import type { TypeScript } from "./source-scan.ts";

/**
 * The member that a node takes of an object, by name: `a.b`, also as a type, `a["b"]`, `{ b } = a`; of what object, only
 * types could tell.
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
