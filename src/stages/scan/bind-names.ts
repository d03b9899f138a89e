import type { ts } from "ts-morph";
import { memberNameOf } from "./member-names.ts";
import { type Binding, Meaning, Scope } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** An identifier that refers to a declaration, and its scope. */
export interface NameReference {
  readonly node: ts.Identifier;
  readonly scope: Scope;
}

/** The declared names of a source, their references, and the nodes that name modules. */
export interface BoundNames {
  readonly fileScope: Scope;
  readonly bindings: ReadonlyMap<ts.Node, Binding>;
  readonly references: ReadonlyMap<string, readonly NameReference[]>;
  /** Import and export statements, `import()`, `require()` and import types, in source order. */
  readonly moduleNodes: readonly ts.Node[];
  /** Names of all members that the source accesses on any object. */
  readonly members: ReadonlySet<string>;
}

/** Declares every name in its scope. Uses an explicit stack: sources may nest deeper than the engine's call stack. */
export function bindNames(typescript: TypeScript, source: ts.SourceFile): BoundNames {
  const fileScope = new Scope(undefined, true);
  const bindings = new Map<ts.Node, Binding>();
  const references = new Map<string, NameReference[]>();
  const moduleNodes: ts.Node[] = [];
  const members = new Set<string>();
  const assigned: NameReference[] = [];
  const stack: { node: ts.Node; scope: Scope }[] = [{ node: source, scope: fileScope }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, scope: outer } = top;
    const scope = opensScope(typescript, node)
      ? new Scope(outer, typescript.isFunctionLike(node) || opensFunctionScope(typescript, node))
      : outer;
    for (const { name, meaning, target } of declarationsOf(typescript, node, outer, scope))
      bindings.set(name, target.declare(name.text, meaning));
    if (typescript.isIdentifier(node) && refersToName(typescript, node)) {
      const known = references.get(node.text);
      if (known) known.push({ node, scope });
      else references.set(node.text, [{ node, scope }]);
      if (isAssigned(typescript, node)) assigned.push({ node, scope });
    }
    if (namesModule(typescript, node)) moduleNodes.push(node);
    const member = memberNameOf(typescript, node);
    if (member !== undefined) members.add(member);
    const children: ts.Node[] = [];
    typescript.forEachChild(node, (child) => {
      children.push(child);
    });
    for (const child of children.reverse()) stack.push({ node: child, scope });
  }
  for (const { node, scope } of assigned) {
    const binding = scope.lookup(node.text, Meaning.value);
    if (binding) binding.reassigned = true;
  }
  return { fileScope, bindings, references, moduleNodes, members };
}

function opensScope(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isFunctionLike(node) ||
    opensFunctionScope(typescript, node) ||
    typescript.isBlock(node) ||
    typescript.isCaseBlock(node) ||
    typescript.isForStatement(node) ||
    typescript.isForInStatement(node) ||
    typescript.isForOfStatement(node) ||
    typescript.isCatchClause(node) ||
    typescript.isClassLike(node) ||
    typescript.isInterfaceDeclaration(node) ||
    typescript.isTypeAliasDeclaration(node) ||
    typescript.isMappedTypeNode(node) ||
    typescript.isConditionalTypeNode(node)
  );
}

function opensFunctionScope(typescript: TypeScript, node: ts.Node): boolean {
  return typescript.isClassStaticBlockDeclaration(node) || typescript.isModuleDeclaration(node);
}

interface Declaration {
  readonly name: ts.Identifier;
  readonly meaning: number;
  /** The scope that gets the name. */
  readonly target: Scope;
}

function declarationsOf(typescript: TypeScript, node: ts.Node, outer: Scope, inner: Scope): Declaration[] {
  const declaration = (name: ts.Node | undefined, meaning: number, target = outer): Declaration[] =>
    name && typescript.isIdentifier(name) ? [{ name, meaning, target }] : [];
  if (typescript.isVariableDeclaration(node)) {
    const blockScoped =
      typescript.isCatchClause(node.parent) ||
      typescript.getCombinedNodeFlags(node) & typescript.NodeFlags.BlockScoped;
    const target = blockScoped ? outer : outer.functionScope;
    return namesIn(typescript, node.name).map((name) => ({ name, meaning: Meaning.value, target }));
  }
  if (typescript.isParameter(node))
    return namesIn(typescript, node.name).map((name) => ({ name, meaning: Meaning.value, target: outer }));
  if (typescript.isFunctionDeclaration(node)) return declaration(node.name, Meaning.value);
  if (typescript.isFunctionExpression(node)) return declaration(node.name, Meaning.value, inner);
  if (typescript.isClassDeclaration(node)) return declaration(node.name, Meaning.value | Meaning.type);
  if (typescript.isClassExpression(node)) return declaration(node.name, Meaning.value | Meaning.type, inner);
  if (typescript.isInterfaceDeclaration(node) || typescript.isTypeAliasDeclaration(node))
    return declaration(node.name, Meaning.type);
  if (typescript.isTypeParameterDeclaration(node)) return declaration(node.name, Meaning.type);
  if (typescript.isEnumDeclaration(node)) return declaration(node.name, Meaning.any);
  if (typescript.isModuleDeclaration(node)) return declaration(node.name, Meaning.value | Meaning.namespace);
  if (
    typescript.isImportClause(node) ||
    typescript.isNamespaceImport(node) ||
    typescript.isImportSpecifier(node) ||
    typescript.isImportEqualsDeclaration(node)
  )
    return declaration(node.name, Meaning.any);
  return [];
}

/** Returns the identifiers that a name or a destructuring pattern declares. */
function namesIn(typescript: TypeScript, name: ts.BindingName): ts.Identifier[] {
  if (typescript.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    typescript.isOmittedExpression(element) ? [] : namesIn(typescript, element.name),
  );
}

/** Whether an identifier refers to a declaration, rather than being one, a member, a label or a key. */
function refersToName(typescript: TypeScript, node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node & Partial<Record<"name" | "propertyName" | "label", ts.Node>>;
  if (typescript.isShorthandPropertyAssignment(parent)) return true;
  if (typescript.isExportSpecifier(parent)) return false;
  if (typescript.isImportTypeNode(parent)) return false;
  if (typescript.isQualifiedName(parent)) {
    let outermost: ts.Node = parent;
    while (typescript.isQualifiedName(outermost.parent)) outermost = outermost.parent;
    return parent.left === node && !typescript.isImportTypeNode(outermost.parent);
  }
  return parent.name !== node && parent.propertyName !== node && parent.label !== node;
}

/** Whether the identifier is the target of an assignment, an update, or a loop. */
function isAssigned(typescript: TypeScript, node: ts.Identifier): boolean {
  let current: ts.Node = node;
  // Walk up through a destructuring pattern: `[a, { b: c }] = …`
  while (
    typescript.isArrayLiteralExpression(current.parent) ||
    typescript.isObjectLiteralExpression(current.parent) ||
    typescript.isShorthandPropertyAssignment(current.parent) ||
    (typescript.isPropertyAssignment(current.parent) && current.parent.initializer === current)
  )
    current = current.parent;
  const { parent } = current;
  if (typescript.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const { FirstAssignment, LastAssignment } = typescript.SyntaxKind;
    return parent.left === current && kind >= FirstAssignment && kind <= LastAssignment;
  }
  if (typescript.isForOfStatement(parent) || typescript.isForInStatement(parent))
    return parent.initializer === current;
  if (!typescript.isPrefixUnaryExpression(parent)) return typescript.isPostfixUnaryExpression(parent);
  const { PlusPlusToken, MinusMinusToken } = typescript.SyntaxKind;
  return parent.operator === PlusPlusToken || parent.operator === MinusMinusToken;
}

function namesModule(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isImportDeclaration(node) ||
    typescript.isImportEqualsDeclaration(node) ||
    typescript.isExportDeclaration(node) ||
    typescript.isImportTypeNode(node) ||
    (typescript.isCallExpression(node) &&
      (node.expression.kind === typescript.SyntaxKind.ImportKeyword ||
        (typescript.isIdentifier(node.expression) && node.expression.text === "require")))
  );
}
