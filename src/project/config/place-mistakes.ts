import type { ts } from "ts-morph";
import type { ConfigPath } from "./mistakes.ts";
import { ConfigError } from "./parse-config.ts";

/**
 * Adds to each mistake its location in the file. A configuration is a program: if a value is computed elsewhere, the
 * location is the nearest object literal.
 */
export function placeMistakes(typescript: typeof ts, error: ConfigError, text: string): ConfigError {
  const source = typescript.createSourceFile(error.file, text, typescript.ScriptTarget.ESNext, true);
  const root = exportedObject(typescript, source);
  const diagnostics = error.diagnostics.map((one, index) => {
    const mistake = error.mistakes[index];
    const node = root && mistake ? nodeAt(typescript, root, mistake.path, mistake.atKey) : undefined;
    if (!node || !one.location) return one;
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    const length = node.getText(source).split(/\r?\n/, 1)[0]?.length ?? 1;
    return { ...one, location: { ...one.location, line: line + 1, column: character + 1, length } };
  });
  return new ConfigError(error.mistakes, error.file, diagnostics);
}

/** Finds the object literal of `export default`, `module.exports =` or a JSON file, through `defineConfig` and names. */
function exportedObject(typescript: typeof ts, source: ts.SourceFile): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (typescript.isExportAssignment(statement)) return literal(typescript, statement.expression, source);
    if (!typescript.isExpressionStatement(statement)) continue;
    const { expression } = statement;
    if (typescript.isBinaryExpression(expression)) return literal(typescript, expression.right, source);
    if (typescript.isObjectLiteralExpression(expression)) return expression;
  }
  return undefined;
}

/** Follows calls, casts and constants of the same file to the literal. */
function literal(
  typescript: typeof ts,
  expression: ts.Expression,
  source: ts.SourceFile,
): ts.Expression | undefined {
  if (typescript.isCallExpression(expression)) {
    const [argument] = expression.arguments;
    return argument && literal(typescript, argument, source);
  }
  if (
    typescript.isParenthesizedExpression(expression) ||
    typescript.isAsExpression(expression) ||
    typescript.isSatisfiesExpression(expression)
  )
    return literal(typescript, expression.expression, source);
  if (!typescript.isIdentifier(expression)) return expression;
  for (const statement of source.statements) {
    if (!typescript.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!typescript.isIdentifier(name) || name.text !== expression.text) continue;
      if (initializer && initializer !== expression) return literal(typescript, initializer, source);
    }
  }
  return undefined;
}

function nodeAt(typescript: typeof ts, root: ts.Expression, path: ConfigPath, atKey: boolean): ts.Node {
  let node: ts.Expression = root;
  for (const [depth, part] of path.entries()) {
    const last = depth === path.length - 1;
    if (typescript.isObjectLiteralExpression(node)) {
      const property = node.properties.find(({ name }) => nameOf(typescript, name) === part);
      if (!property) return node;
      if ((last && atKey) || !typescript.isPropertyAssignment(property)) return property.name ?? property;
      node = property.initializer;
    } else if (typescript.isArrayLiteralExpression(node)) {
      const element = node.elements[Number(part)];
      if (!element) return node;
      node = element;
    } else return node;
  }
  return node;
}

function nameOf(typescript: typeof ts, name: ts.PropertyName | undefined): string | undefined {
  const literalName = name && (typescript.isIdentifier(name) || typescript.isStringLiteralLike(name));
  return literalName ? name.text : undefined;
}
