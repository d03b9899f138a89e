import type { ts } from "ts-morph";
import { bindNames, type NameReference } from "./bind-names.ts";
import { followType, isTypePosition, meaningAt } from "./follow-type.ts";
import { followValue } from "./follow-value.ts";
import { localExports } from "./local-exports.ts";
import { type ModuleFlow, readModuleNode } from "./module-nodes.ts";
import type { Binding, Reached } from "./scopes.ts";
import type { Reference, SourceScan, Span, Target, TypeScript } from "./source-scan.ts";

/** A declared name that stands for something imported, and a place that refers to it. */
interface Step {
  readonly reference: NameReference;
  readonly binding: Binding;
  readonly reached: Reached;
}

/**
 * Finds every use of an imported name in one source. Pure: the result follows from the text alone. Names are followed
 * through scopes, so a parameter called `np` is not the import.
 */
export function scanSource(typescript: TypeScript, source: ts.SourceFile): SourceScan {
  const names = bindNames(typescript, source);
  const references: Reference[] = [];
  const exports = new Map<string, Target | null>();
  const stars: string[] = [];
  const steps: Step[] = [];
  const imports: { binding: Binding; reached: Reached; place: ts.Node; typeOnly: boolean }[] = [];

  const flow: ModuleFlow = {
    used({ specifier, path }, place, kind) {
      references.push({ specifier, path, kind, ...spanOf(source, place) });
    },
    computed({ specifier, path }, place) {
      references.push({ specifier, path, kind: "value", computed: true, ...spanOf(source, place) });
    },
    bound(name, reached) {
      const binding = names.bindings.get(name);
      if (!binding || binding.reached || binding.reassigned) return;
      binding.reached = reached;
      for (const reference of names.references.get(name.text) ?? []) {
        const declared = reference.scope.lookup(name.text, meaningAt(typescript, reference.node));
        if (declared === binding) steps.push({ reference, binding, reached });
      }
    },
    exportedAsDefault: (reached) => exports.set("default", targetOf(reached)),
    imported(name, reached, place, typeOnly) {
      flow.bound(name, reached);
      const binding = names.bindings.get(name);
      if (binding) imports.push({ binding, reached, place, typeOnly });
    },
    exported: (name, target) => exports.set(name, targetOf(target)),
    exportedStar: (specifier) => stars.push(specifier),
  };

  for (const node of names.moduleNodes) readModuleNode(typescript, flow, node);
  for (let step = steps.pop(); step; step = steps.pop()) takeStep(typescript, flow, step);
  for (const { name, binding, typeOnly } of localExports(typescript, source, names)) {
    if (binding && !typeOnly) binding.usedAsValue = true;
    const { reached } = binding ?? {};
    if (!exports.has(name)) exports.set(name, reached && !reached.promise ? targetOf(reached) : null);
  }
  for (const { binding, reached, place, typeOnly } of imports) {
    const onlyType = typeOnly || (binding.usedAsType && !binding.usedAsValue);
    flow.used(reached, place, onlyType ? "type" : "value");
  }
  return {
    references: withoutRepeats(references),
    exports: [...exports].sort(([a], [b]) => (a < b ? -1 : 1)),
    stars,
    members: [...names.members].sort(),
    syntaxErrors: syntaxErrorsOf(source),
  };
}

function takeStep(typescript: TypeScript, flow: ModuleFlow, { reference, binding, reached }: Step): void {
  const { node } = reference;
  const inBinding: ModuleFlow = {
    ...flow,
    used(each, place, kind) {
      if (kind === "type") binding.usedAsType = true;
      else binding.usedAsValue = true;
      flow.used(each, place, kind);
    },
  };
  if (isTypePosition(typescript, node)) followType(typescript, inBinding, node, reached);
  else followValue(typescript, inBinding, node, reached);
}

function targetOf({ specifier, path }: Target): Target {
  return { specifier, path };
}

/** In the order of the text; of equal uses the first, as a value if one of them is. */
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

/** What the parser complained about; it keeps this in a field that its types leave out. */
function syntaxErrorsOf(source: ts.SourceFile): SourceScan["syntaxErrors"] {
  const { parseDiagnostics = [] } = source as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map(({ messageText, start, length }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    const message = typeof messageText === "string" ? messageText : messageText.messageText;
    return { message, line: line + 1, column: character + 1, length: Math.max(1, length) };
  });
}
