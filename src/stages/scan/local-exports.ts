import type { ts } from "ts-morph";
import type { BoundNames } from "./bind-names.ts";
import { type Binding, Meaning } from "./scopes.ts";
import type { TypeScript } from "./source-scan.ts";

/** An exported name and its declaration; `undefined` for an expression. */
export interface LocalExport {
  readonly name: string;
  readonly binding: Binding | undefined;
  readonly typeOnly: boolean;
}

/** Lists the exports of a source's own declarations, which may be imports. */
export function localExports(
  typescript: TypeScript,
  source: ts.SourceFile,
  names: BoundNames,
): LocalExport[] {
  const exported = (name: string, local: string = name, typeOnly = false): LocalExport => ({
    name,
    binding: names.fileScope.lookup(local, Meaning.any),
    typeOnly,
  });
  return source.statements.flatMap((statement): LocalExport[] => {
    if (typescript.isExportAssignment(statement))
      return [{ name: "default", binding: undefined, typeOnly: false }];
    if (typescript.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier, isTypeOnly } = statement;
      if (moduleSpecifier || !exportClause || typescript.isNamespaceExport(exportClause)) return [];
      return exportClause.elements.map(({ name, propertyName = name, isTypeOnly: type }) =>
        exported(name.text, propertyName.text, isTypeOnly || type),
      );
    }
    const modifiers = typescript.canHaveModifiers(statement) ? typescript.getModifiers(statement) : undefined;
    const has = (kind: ts.SyntaxKind): boolean => modifiers?.some((each) => each.kind === kind) ?? false;
    if (!has(typescript.SyntaxKind.ExportKeyword)) return [];
    if (has(typescript.SyntaxKind.DefaultKeyword))
      return [{ name: "default", binding: undefined, typeOnly: false }];
    return declaredNames(typescript, statement).map((name) => exported(name));
  });
}

function declaredNames(typescript: TypeScript, statement: ts.Statement): string[] {
  if (typescript.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesOf(typescript, name));
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name && typescript.isIdentifier(name) ? [name.text] : [];
}

function namesOf(typescript: TypeScript, name: ts.BindingName): string[] {
  if (typescript.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    typescript.isOmittedExpression(element) ? [] : namesOf(typescript, element.name),
  );
}
