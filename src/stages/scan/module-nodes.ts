import type { ts } from "ts-morph";
import { followIndexedType } from "./follow-type.ts";
import { type Flow, followValue, member } from "./follow-value.ts";
import type { Reached } from "./scopes.ts";
import type { Target, TypeScript } from "./source-scan.ts";

/** What module statements add to the uses of values and types. */
export interface ModuleFlow extends Flow {
  /** An import statement declares `name`; `place` is what it names of the module. */
  imported(name: ts.Identifier, reached: Reached, place: ts.Node, typeOnly: boolean): void;
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
  const reached = moduleOf(typescript, node.moduleSpecifier);
  if (!reached) return;
  const clause = node.importClause;
  if (!clause) {
    flow.used(reached, node.moduleSpecifier, "value");
    return;
  }
  if (clause.name) flow.imported(clause.name, member(reached, "default"), clause.name, clause.isTypeOnly);
  const bindings = clause.namedBindings;
  if (bindings && typescript.isNamespaceImport(bindings))
    flow.imported(bindings.name, reached, node.moduleSpecifier, clause.isTypeOnly);
  if (!bindings || typescript.isNamespaceImport(bindings)) return;
  for (const { name, propertyName = name, isTypeOnly } of bindings.elements)
    flow.imported(name, member(reached, propertyName.text), propertyName, clause.isTypeOnly || isTypeOnly);
}

/** `import np = require("#py/numpy")`; an alias such as `import mean = np.mean` is followed from the name `np`. */
function readImportEquals(typescript: TypeScript, flow: ModuleFlow, node: ts.ImportEqualsDeclaration): void {
  if (!typescript.isExternalModuleReference(node.moduleReference)) return;
  const { expression } = node.moduleReference;
  const reached = moduleOf(typescript, expression);
  if (reached) flow.imported(node.name, reached, expression, node.isTypeOnly);
}

function readExport(typescript: TypeScript, flow: ModuleFlow, node: ts.ExportDeclaration): void {
  const { moduleSpecifier, exportClause } = node;
  const reached = moduleSpecifier && moduleOf(typescript, moduleSpecifier);
  if (!reached) return;
  const kind = node.isTypeOnly ? "type" : "value";
  if (!exportClause || typescript.isNamespaceExport(exportClause)) {
    flow.used(reached, moduleSpecifier, kind);
    if (exportClause) flow.exported(exportClause.name.text, reached);
    else flow.exportedStar(reached.specifier);
    return;
  }
  for (const { name, propertyName = name, isTypeOnly } of exportClause.elements) {
    const exported = member(reached, propertyName.text);
    flow.used(exported, propertyName, isTypeOnly ? "type" : kind);
    flow.exported(name.text, exported);
  }
}

/** `import("#py/pandas").DataFrame` and `typeof import("#py/numpy")` in a type. */
function readImportType(typescript: TypeScript, flow: ModuleFlow, node: ts.ImportTypeNode): void {
  const { argument, qualifier } = node;
  const literal = typescript.isLiteralTypeNode(argument) ? argument.literal : undefined;
  const reached = literal && moduleOf(typescript, literal);
  if (!reached) return;
  const whole = namesOf(typescript, qualifier).reduce((each, { text }) => member(each, text), reached);
  const place = namesOf(typescript, qualifier).at(-1) ?? literal;
  if (node.isTypeOf) followIndexedType(typescript, flow, node, whole, place);
  else flow.used(whole, place, "type");
}

/** `import("…")` and `require("…")`; of a computed specifier the part that is certain. */
function readCall(typescript: TypeScript, flow: ModuleFlow, node: ts.CallExpression): void {
  const [argument] = node.arguments;
  if (!argument) return;
  const promise = node.expression.kind === typescript.SyntaxKind.ImportKeyword;
  const reached = moduleOf(typescript, argument);
  if (reached) followValue(typescript, flow, node, { ...reached, promise }, argument);
  else if (typescript.isTemplateExpression(argument))
    flow.computed({ specifier: `${argument.head.text}*`, path: [], promise }, argument);
}

function moduleOf(typescript: TypeScript, specifier: ts.Node): Reached | undefined {
  if (!typescript.isStringLiteralLike(specifier)) return undefined;
  return { specifier: specifier.text, path: [], promise: false };
}

function namesOf(typescript: TypeScript, name: ts.EntityName | undefined): ts.Identifier[] {
  if (!name) return [];
  return typescript.isIdentifier(name) ? [name] : [...namesOf(typescript, name.left), name.right];
}
