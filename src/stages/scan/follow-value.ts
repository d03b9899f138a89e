import type { ts } from "ts-morph";
import type { ImportTarget } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** Receives what happens to an imported value or type, in the order in which it is found. */
export interface Flow {
  /** The value or type is used at `place`. */
  used(target: ImportTarget, place: ts.Node, kind: "value" | "type"): void;
  /** A member with a computed name is accessed. */
  computed(target: ImportTarget, place: ts.Node): void;
  /** A declared name is bound to the value. */
  bound(name: ts.Identifier, target: ImportTarget): void;
  /** The value is the default export. */
  exportedAsDefault(target: ImportTarget): void;
}

/** Returns the target of a member. */
export function memberOf(target: ImportTarget, name: string): ImportTarget {
  return { ...target, path: [...target.path, name] };
}

/**
 * Follows an expression that refers to `start` outwards, through members, casts and `await`, to its use.
 * @param place the last name of the chain so far
 */
export function followValue(
  typescript: TypeScript,
  flow: Flow,
  expression: ts.Node,
  start: ImportTarget,
  place: ts.Node = expression,
): void {
  let current = expression;
  let target = start;
  let lastName = place;
  for (;;) {
    const { parent } = current;
    if (isTransparent(typescript, parent)) {
      current = parent;
    } else if (typescript.isAwaitExpression(parent)) {
      current = parent;
      target = { ...target, promise: false };
    } else if (target.promise) {
      followPromise(typescript, flow, current, target);
      break;
    } else if (typescript.isPropertyAccessExpression(parent) && parent.expression === current) {
      // Names that begin with `#` are private to a class.
      if (!typescript.isIdentifier(parent.name) || isSnakebridgeMember(parent.name.text)) break;
      target = memberOf(target, parent.name.text);
      current = parent;
      lastName = parent.name;
    } else if (typescript.isElementAccessExpression(parent) && parent.expression === current) {
      const { argumentExpression: key } = parent;
      if (!typescript.isStringLiteralLike(key)) {
        flow.computed(target, key);
        break;
      }
      target = memberOf(target, key.text);
      current = parent;
      lastName = key;
    } else break;
  }
  reportChainEnd(typescript, flow, current, target, lastName);
}

/**
 * Whether a name is one of the members that snakebridge adds to every object. They begin with `$`; `$$` encodes a
 * Python name that is not an identifier in TypeScript.
 */
function isSnakebridgeMember(name: string): boolean {
  return /^\$(?!\$)/.test(name);
}

/** Whether a node changes at most the type of a value. */
function isTransparent(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isParenthesizedExpression(node) ||
    typescript.isNonNullExpression(node) ||
    typescript.isAsExpression(node) ||
    typescript.isSatisfiesExpression(node) ||
    typescript.isTypeAssertionExpression(node)
  );
}

/** Reports the end of a chain: the value is destructured, bound to a name, exported, or used. */
function reportChainEnd(
  typescript: TypeScript,
  flow: Flow,
  end: ts.Node,
  target: ImportTarget,
  place: ts.Node,
): void {
  const { parent } = end;
  if (typescript.isVariableDeclaration(parent) && parent.initializer === end) {
    if (typescript.isObjectBindingPattern(parent.name) && !target.promise) {
      followPattern(typescript, flow, parent.name, target);
      return;
    }
    if (typescript.isIdentifier(parent.name)) flow.bound(parent.name, target);
  } else if (typescript.isBinaryExpression(parent) && parent.right === end) {
    const pattern = parent.left;
    const assigns = parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;
    if (assigns && typescript.isObjectLiteralExpression(pattern)) {
      followAssignment(typescript, flow, pattern, target);
      return;
    }
  } else if (typescript.isExportAssignment(parent)) {
    flow.exportedAsDefault(target);
  }
  flow.used(target, place, isOnlyType(typescript, end) ? "type" : "value");
}

/** Whether an expression is a type: `class A implements np.B`, `interface A extends np.B`. */
function isOnlyType(typescript: TypeScript, node: ts.Node): boolean {
  if (!typescript.isExpressionWithTypeArguments(node.parent)) return false;
  const clause = node.parent.parent;
  if (!typescript.isHeritageClause(clause)) return false;
  return (
    clause.token === typescript.SyntaxKind.ImplementsKeyword ||
    typescript.isInterfaceDeclaration(clause.parent)
  );
}

/** Follows a pattern such as `{ linalg: { norm: n }, ...rest }`: each name is a member of the destructured value. */
function followPattern(
  typescript: TypeScript,
  flow: Flow,
  pattern: ts.BindingName,
  target: ImportTarget,
): void {
  if (typescript.isIdentifier(pattern)) {
    flow.bound(pattern, target);
    return;
  }
  if (typescript.isArrayBindingPattern(pattern) || pattern.elements.length === 0) {
    flow.used(target, pattern, "value");
    return;
  }
  for (const element of pattern.elements) {
    if (element.dotDotDotToken) {
      followPattern(typescript, flow, element.name, target);
      continue;
    }
    const key = element.propertyName ?? element.name;
    const name = keyText(typescript, key);
    if (name === undefined) {
      flow.computed(target, key);
      continue;
    }
    if (isSnakebridgeMember(name)) continue;
    const inner = memberOf(target, name);
    if (typescript.isIdentifier(element.name)) flow.used(inner, key, "value");
    followPattern(typescript, flow, element.name, inner);
  }
}

/**
 * Follows `({ mean, linalg: { norm } } = np)`. Assigned variables may refer to anything later, so they are not
 * followed.
 */
function followAssignment(
  typescript: TypeScript,
  flow: Flow,
  pattern: ts.ObjectLiteralExpression,
  target: ImportTarget,
): void {
  for (const property of pattern.properties) {
    const name = property.name && keyText(typescript, property.name);
    if (!property.name) flow.used(target, property, "value");
    else if (name === undefined) flow.computed(target, property.name);
    else if (
      typescript.isPropertyAssignment(property) &&
      typescript.isObjectLiteralExpression(property.initializer)
    )
      followAssignment(typescript, flow, property.initializer, memberOf(target, name));
    else flow.used(memberOf(target, name), property.name, "value");
  }
}

function keyText(typescript: TypeScript, key: ts.Node): string | undefined {
  if (typescript.isIdentifier(key) || typescript.isStringLiteralLike(key)) return key.text;
  if (!typescript.isComputedPropertyName(key)) return undefined;
  return typescript.isStringLiteralLike(key.expression) ? key.expression.text : undefined;
}

/** Follows `import(…).then((np) => …)` and `const [np, pd] = await Promise.all([import(…), import(…)])`. */
function followPromise(typescript: TypeScript, flow: Flow, promise: ts.Node, target: ImportTarget): void {
  const { parent } = promise;
  const fulfilled = { ...target, promise: false };
  if (typescript.isPropertyAccessExpression(parent) && parent.name.text === "then") {
    const callback = typescript.isCallExpression(parent.parent) ? parent.parent.arguments[0] : undefined;
    if (!callback) return;
    if (!typescript.isArrowFunction(callback) && !typescript.isFunctionExpression(callback)) return;
    const [parameter] = callback.parameters;
    if (parameter) followPattern(typescript, flow, parameter.name, fulfilled);
  } else if (typescript.isArrayLiteralExpression(parent)) {
    const call = parent.parent;
    if (!typescript.isCallExpression(call) || call.expression.getText() !== "Promise.all") return;
    if (!typescript.isAwaitExpression(call.parent)) return;
    const declaration = call.parent.parent;
    if (!typescript.isVariableDeclaration(declaration)) return;
    if (!typescript.isArrayBindingPattern(declaration.name)) return;
    const element = declaration.name.elements[parent.elements.indexOf(promise as ts.Expression)];
    if (element && typescript.isBindingElement(element))
      followPattern(typescript, flow, element.name, fulfilled);
  }
}
