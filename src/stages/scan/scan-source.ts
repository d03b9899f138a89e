import type { ts } from "ts-morph";
import { bindNames, type NameReference } from "./bind-names.ts";
import { followType, isTypePosition, meaningAt } from "./follow-type.ts";
import { followValue } from "./follow-value.ts";
import { localExports } from "./local-exports.ts";
import { type ModuleFlow, readModuleNode } from "./module-nodes.ts";
import type { Binding, ImportTarget } from "./scopes.ts";
import type { Reference, SourceScan, Span, Target, TypeScript } from "./source-scan.ts";

/** A reference to a name that is bound to an import target, still to be followed. */
interface PendingReference {
  readonly reference: NameReference;
  readonly binding: Binding;
  readonly target: ImportTarget;
}

/**
 * Finds every use of an imported name in one source. A pure function of the text. Names resolve through scopes, so a
 * parameter called `np` is not the import.
 */
export function scanSource(typescript: TypeScript, source: ts.SourceFile): SourceScan {
  const names = bindNames(typescript, source);
  const references: Reference[] = [];
  const exports = new Map<string, Target | null>();
  const stars: string[] = [];
  const pending: PendingReference[] = [];
  const imports: { binding: Binding; target: ImportTarget; place: ts.Node; typeOnly: boolean }[] = [];

  const flow: ModuleFlow = {
    used({ specifier, path }, place, kind) {
      references.push({ specifier, path, kind, ...spanOf(source, place) });
    },
    computed({ specifier, path }, place) {
      references.push({ specifier, path, kind: "value", computed: true, ...spanOf(source, place) });
    },
    bound(name, target) {
      const binding = names.bindings.get(name);
      if (!binding || binding.target || binding.reassigned) return;
      binding.target = target;
      for (const reference of names.references.get(name.text) ?? []) {
        const declared = reference.scope.lookup(name.text, meaningAt(typescript, reference.node));
        if (declared === binding) pending.push({ reference, binding, target });
      }
    },
    exportedAsDefault: (target) => exports.set("default", withoutPromise(target)),
    imported(name, target, place, typeOnly) {
      flow.bound(name, target);
      const binding = names.bindings.get(name);
      if (binding) imports.push({ binding, target, place, typeOnly });
    },
    exported: (name, target) => exports.set(name, withoutPromise(target)),
    exportedStar: (specifier) => stars.push(specifier),
  };

  for (const node of names.moduleNodes) readModuleNode(typescript, flow, node);
  for (let next = pending.pop(); next; next = pending.pop()) followReference(typescript, flow, next);
  for (const { name, binding, typeOnly } of localExports(typescript, source, names)) {
    if (binding && !typeOnly) binding.usedAsValue = true;
    const { target } = binding ?? {};
    if (!exports.has(name)) exports.set(name, target && !target.promise ? withoutPromise(target) : null);
  }
  for (const { binding, target, place, typeOnly } of imports) {
    const onlyType = typeOnly || (binding.usedAsType && !binding.usedAsValue);
    flow.used(target, place, onlyType ? "type" : "value");
  }
  return {
    references: withoutRepeats(references),
    exports: [...exports].sort(([a], [b]) => (a < b ? -1 : 1)),
    stars,
    members: [...names.members].sort(),
    syntaxErrors: syntaxErrorsOf(source),
  };
}

function followReference(
  typescript: TypeScript,
  flow: ModuleFlow,
  { reference, binding, target }: PendingReference,
): void {
  const { node } = reference;
  const inBinding: ModuleFlow = {
    ...flow,
    used(each, place, kind) {
      if (kind === "type") binding.usedAsType = true;
      else binding.usedAsValue = true;
      flow.used(each, place, kind);
    },
  };
  if (isTypePosition(typescript, node)) followType(typescript, inBinding, node, target);
  else followValue(typescript, inBinding, node, target);
}

function withoutPromise({ specifier, path }: Target): Target {
  return { specifier, path };
}

/** Removes repeats, in source order. Of equal uses the first stays, as a value use if any of them is one. */
function withoutRepeats(references: readonly Reference[]): Reference[] {
  const kept = new Map<string, Reference>();
  const inOrder = [...references].sort((a, b) => a.line - b.line || a.column - b.column);
  for (const each of inOrder) {
    const key = JSON.stringify([each.specifier, each.path, each.computed && [each.line, each.column]]);
    const first = kept.get(key);
    if (!first) kept.set(key, each);
    else if (first.kind === "type" && each.kind === "value") kept.set(key, { ...first, kind: "value" });
  }
  return [...kept.values()];
}

function spanOf(source: ts.SourceFile, node: ts.Node): Span {
  const start = node.getStart(source);
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  return { line: line + 1, column: character + 1, length: Math.max(1, node.end - start) };
}

/** Returns the parser's errors, from a field that its public types omit. */
function syntaxErrorsOf(source: ts.SourceFile): SourceScan["syntaxErrors"] {
  const { parseDiagnostics = [] } = source as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map(({ messageText, start, length }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    const message = typeof messageText === "string" ? messageText : messageText.messageText;
    return { message, line: line + 1, column: character + 1, length: Math.max(1, length) };
  });
}
