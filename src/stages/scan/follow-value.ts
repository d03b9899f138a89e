import type { ts } from "ts-morph";
import type { Reached } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** What the followers report, as they see it. */
export interface Flow {
  /** The value or type is used at `place`. */
  used(reached: Reached, place: ts.Node, kind: "value" | "type"): void;
  /** A member follows that only the running program knows. */
  computed(reached: Reached, place: ts.Node): void;
  /** A declared name stands for it from here on. */
  bound(name: ts.Identifier, reached: Reached): void;
  /** `export default` of it. */
  exportedAsDefault(reached: Reached): void;
}

/** The member of what was reached. */
export function member(reached: Reached, name: string): Reached {
  return { ...reached, path: [...reached.path, name] };
}

/**
 * Follows an expression that stands for `reached` outwards, through members, casts and `await`, to what is done with it.
 * @param place what names it so far: the last name of the chain
 */
export function followValue(
  typescript: TypeScript,
  flow: Flow,
  expression: ts.Node,
  start: Reached,
  place: ts.Node = expression,
): void {
  let current = expression;
  let reached = start;
  let named = place;
  for (;;) {
    const { parent } = current;
    if (isTransparent(typescript, parent)) {
      current = parent;
    } else if (typescript.isAwaitExpression(parent)) {
      current = parent;
      reached = { ...reached, promise: false };
    } else if (reached.promise) {
      followPromise(typescript, flow, current, reached);
      break;
    } else if (typescript.isPropertyAccessExpression(parent) && parent.expression === current) {
      // What begins with `#` a class keeps to itself.
      if (!typescript.isIdentifier(parent.name) || isAdded(parent.name.text)) break;
      reached = member(reached, parent.name.text);
      current = parent;
      named = parent.name;
    } else if (typescript.isElementAccessExpression(parent) && parent.expression === current) {
      const { argumentExpression: key } = parent;
      if (!typescript.isStringLiteralLike(key)) {
        flow.computed(reached, key);
        break;
      }
      reached = member(reached, key.text);
      current = parent;
      named = key;
    } else break;
  }
  arrive(typescript, flow, current, reached, named);
}

/** `$` begins what snakebridge adds to every object; `$$` spells a Python name that TypeScript does not allow. */
function isAdded(name: string): boolean {
  return /^\$(?!\$)/.test(name);
}

/** Syntax that changes the type of a value at most. */
function isTransparent(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isParenthesizedExpression(node) ||
    typescript.isNonNullExpression(node) ||
    typescript.isAsExpression(node) ||
    typescript.isSatisfiesExpression(node) ||
    typescript.isTypeAssertionExpression(node)
  );
}

/** The end of a chain: the value is taken apart, gets a name, is exported, or is simply used. */
function arrive(typescript: TypeScript, flow: Flow, end: ts.Node, reached: Reached, place: ts.Node): void {
  const { parent } = end;
  if (typescript.isVariableDeclaration(parent) && parent.initializer === end) {
    if (typescript.isObjectBindingPattern(parent.name) && !reached.promise) {
      followPattern(typescript, flow, parent.name, reached);
      return;
    }
    if (typescript.isIdentifier(parent.name)) flow.bound(parent.name, reached);
  } else if (typescript.isBinaryExpression(parent) && parent.right === end) {
    const pattern = parent.left;
    const assigns = parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;
    if (assigns && typescript.isObjectLiteralExpression(pattern)) {
      followAssignment(typescript, flow, pattern, reached);
      return;
    }
  } else if (typescript.isExportAssignment(parent)) {
    flow.exportedAsDefault(reached);
  }
  flow.used(reached, place, isOnlyType(typescript, end) ? "type" : "value");
}

/** `class A implements np.B`, `interface A extends np.B`: written as expressions, and types all the same. */
function isOnlyType(typescript: TypeScript, node: ts.Node): boolean {
  if (!typescript.isExpressionWithTypeArguments(node.parent)) return false;
  const clause = node.parent.parent;
  if (!typescript.isHeritageClause(clause)) return false;
  return (
    clause.token === typescript.SyntaxKind.ImplementsKeyword ||
    typescript.isInterfaceDeclaration(clause.parent)
  );
}

/** `{ linalg: { norm: n }, ...rest }`: each name is a member of what is taken apart. */
function followPattern(typescript: TypeScript, flow: Flow, pattern: ts.BindingName, reached: Reached): void {
  if (typescript.isIdentifier(pattern)) {
    flow.bound(pattern, reached);
    return;
  }
  if (typescript.isArrayBindingPattern(pattern) || pattern.elements.length === 0) {
    flow.used(reached, pattern, "value");
    return;
  }
  for (const element of pattern.elements) {
    if (element.dotDotDotToken) {
      followPattern(typescript, flow, element.name, reached);
      continue;
    }
    const key = element.propertyName ?? element.name;
    const name = keyText(typescript, key);
    if (name === undefined) {
      flow.computed(reached, key);
      continue;
    }
    if (isAdded(name)) continue;
    const inner = member(reached, name);
    if (typescript.isIdentifier(element.name)) flow.used(inner, key, "value");
    followPattern(typescript, flow, element.name, inner);
  }
}

/** `({ mean, linalg: { norm } } = np)`: assigned variables may stand for anything later, so they are not followed. */
function followAssignment(
  typescript: TypeScript,
  flow: Flow,
  pattern: ts.ObjectLiteralExpression,
  reached: Reached,
): void {
  for (const property of pattern.properties) {
    const name = property.name && keyText(typescript, property.name);
    if (!property.name) flow.used(reached, property, "value");
    else if (name === undefined) flow.computed(reached, property.name);
    else if (
      typescript.isPropertyAssignment(property) &&
      typescript.isObjectLiteralExpression(property.initializer)
    )
      followAssignment(typescript, flow, property.initializer, member(reached, name));
    else flow.used(member(reached, name), property.name, "value");
  }
}

function keyText(typescript: TypeScript, key: ts.Node): string | undefined {
  if (typescript.isIdentifier(key) || typescript.isStringLiteralLike(key)) return key.text;
  if (!typescript.isComputedPropertyName(key)) return undefined;
  return typescript.isStringLiteralLike(key.expression) ? key.expression.text : undefined;
}

/** `import(…).then((np) => …)` and `const [np, pd] = await Promise.all([import(…), import(…)])`. */
function followPromise(typescript: TypeScript, flow: Flow, promise: ts.Node, reached: Reached): void {
  const { parent } = promise;
  const fulfilled = { ...reached, promise: false };
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
