import type { ts } from "ts-morph";
import { followIndexedType } from "./follow-type.ts";
import { type Flow, followValue, memberOf } from "./follow-value.ts";
import type { ImportTarget } from "./scopes.ts";
import type { Target, TypeScript } from "./source-scan.ts";

/** Receives imports and exports, besides uses of values and types. */
export interface ModuleFlow extends Flow {
  /** An import statement declares `name`. `place` is the node that names the imported module or export. */
  imported(name: ts.Identifier, target: ImportTarget, place: ts.Node, typeOnly: boolean): void;
  exported(name: string, target: Target): void;
  exportedStar(specifier: string): void;
}

/** Reads one statement or expression that names a module. */
export function readModuleNode(typescript: TypeScript, flow: ModuleFlow, node: ts.Node): void {
  if (typescript.isImportDeclaration(node)) readImport(typescript, flow, node);
  else if (typescript.isImportEqualsDeclaration(node)) readImportEquals(typescript, flow, node);
  else if (typescript.isExportDeclaration(node)) readExport(typescript, flow, node);
  else if (typescript.isImportTypeNode(node)) readImportType(typescript, flow, node);
  else if (typescript.isCallExpression(node)) readCall(typescript, flow, node);
}

function readImport(typescript: TypeScript, flow: ModuleFlow, node: ts.ImportDeclaration): void {
  const target = moduleOf(typescript, node.moduleSpecifier);
  if (!target) return;
  const clause = node.importClause;
  if (!clause) {
    flow.used(target, node.moduleSpecifier, "value");
    return;
  }
  if (clause.name) flow.imported(clause.name, memberOf(target, "default"), clause.name, clause.isTypeOnly);
  const bindings = clause.namedBindings;
  if (bindings && typescript.isNamespaceImport(bindings))
    flow.imported(bindings.name, target, node.moduleSpecifier, clause.isTypeOnly);
  if (!bindings || typescript.isNamespaceImport(bindings)) return;
  for (const { name, propertyName = name, isTypeOnly } of bindings.elements)
    flow.imported(name, memberOf(target, propertyName.text), propertyName, clause.isTypeOnly || isTypeOnly);
}

/**
 * Reads `import np = require("#py/numpy")`. An alias such as `import mean = np.mean` is followed from the name `np`.
 */
function readImportEquals(typescript: TypeScript, flow: ModuleFlow, node: ts.ImportEqualsDeclaration): void {
  if (!typescript.isExternalModuleReference(node.moduleReference)) return;
  const { expression } = node.moduleReference;
  const target = moduleOf(typescript, expression);
  if (target) flow.imported(node.name, target, expression, node.isTypeOnly);
}

function readExport(typescript: TypeScript, flow: ModuleFlow, node: ts.ExportDeclaration): void {
  const { moduleSpecifier, exportClause } = node;
  const target = moduleSpecifier && moduleOf(typescript, moduleSpecifier);
  if (!target) return;
  const kind = node.isTypeOnly ? "type" : "value";
  if (!exportClause || typescript.isNamespaceExport(exportClause)) {
    flow.used(target, moduleSpecifier, kind);
    if (exportClause) flow.exported(exportClause.name.text, target);
    else flow.exportedStar(target.specifier);
    return;
  }
  for (const { name, propertyName = name, isTypeOnly } of exportClause.elements) {
    const exported = memberOf(target, propertyName.text);
    flow.used(exported, propertyName, isTypeOnly ? "type" : kind);
    flow.exported(name.text, exported);
  }
}

/** Reads `import("#py/pandas").DataFrame` and `typeof import("#py/numpy")` in a type. */
function readImportType(typescript: TypeScript, flow: ModuleFlow, node: ts.ImportTypeNode): void {
  const { argument, qualifier } = node;
  const literal = typescript.isLiteralTypeNode(argument) ? argument.literal : undefined;
  const target = literal && moduleOf(typescript, literal);
  if (!target) return;
  const qualified = namesOf(typescript, qualifier).reduce((each, { text }) => memberOf(each, text), target);
  const place = namesOf(typescript, qualifier).at(-1) ?? literal;
  if (node.isTypeOf) followIndexedType(typescript, flow, node, qualified, place);
  else flow.used(qualified, place, "type");
}

/** Reads `import("…")` and `require("…")`. For a computed specifier, the constant beginning is reported. */
function readCall(typescript: TypeScript, flow: ModuleFlow, node: ts.CallExpression): void {
  const [argument] = node.arguments;
  if (!argument) return;
  const promise = node.expression.kind === typescript.SyntaxKind.ImportKeyword;
  const target = moduleOf(typescript, argument);
  if (target) followValue(typescript, flow, node, { ...target, promise }, argument);
  else if (typescript.isTemplateExpression(argument))
    flow.computed({ specifier: `${argument.head.text}*`, path: [], promise }, argument);
}

function moduleOf(typescript: TypeScript, specifier: ts.Node): ImportTarget | undefined {
  if (!typescript.isStringLiteralLike(specifier)) return undefined;
  return { specifier: specifier.text, path: [], promise: false };
}

function namesOf(typescript: TypeScript, name: ts.EntityName | undefined): ts.Identifier[] {
  if (!name) return [];
  return typescript.isIdentifier(name) ? [name] : [...namesOf(typescript, name.left), name.right];
}
