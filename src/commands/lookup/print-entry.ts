import { cleanLine, cleanText } from "../../diagnostics/clean-text.ts";
import { inlineMarkdown } from "../../docstring/inline-markup.ts";
import { markdown } from "../../docstring/markdown.ts";
import { pythonSignature, pythonType } from "../../docstring/python-signature.ts";
import type { OverloadFacts, SignatureFacts } from "../../facts/facts.ts";
import type { CatalogueItem } from "./catalogue.ts";
import type { EntryFacts, NameFacts } from "./entry.ts";

type Emphasis = (text: string) => string;

/** Prints an entry for a terminal: kind, signatures, docstring and nested names. */
export function printEntry(entry: EntryFacts, version: string | undefined, bold: Emphasis): string[] {
  const kind = [entry.async ? `async ${entry.kind}` : entry.kind, version && `(${version})`];
  const names = [
    ...(entry.modules ?? []).map((name) => `${name} (module)`),
    ...(entry.names ?? []).map(nameOf),
  ];
  return [
    [bold(cleanLine(entry.name)), ...kind].filter(Boolean).join("  "),
    ...(entry.home === undefined ? [] : [cleanLine(`defined as ${entry.home.replace(":", ".")}`)]),
    ...(entry.type === undefined ? [] : [cleanLine(`of class ${entry.type.replace(":", ".")}`)]),
    ...(entry.signature ? ["", ...signatures(entry.name, entry.signature)] : []),
    ...(entry.doc === undefined
      ? []
      : ["", ...cleanText(markdown(entry.doc)).split("\n").map(emphasized(bold))]),
    ...(names.length === 0 ? [] : ["", bold("Names"), cleanLine(names.join(", "))]),
  ];
}

/** Returns one line per signature: the general one first, then the overloads. */
export function signatures(name: string, signature: SignatureFacts): string[] {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const overloads = (signature.overloads ?? []).map((each) => overloaded(signature, each));
  const lines = [signature, ...overloads].map((each) => `${last}${pythonSignature(each, { types: true })}`);
  return [...new Set(lines)].map(cleanLine);
}

/** Prints each item: name, signature, the beginning of its description. */
export function printItems(items: readonly CatalogueItem[], bold: Emphasis): string[] {
  return items.flatMap(({ name, kind, signature, summary }) => {
    const head = `${bold(cleanLine(name))}${shortened(signature ?? "", 70)}`;
    const line = signature === undefined ? `${head}  ${kind}` : head;
    return summary ? [line, `    ${shortened(inlineMarkdown(summary), 100)}`] : [line];
  });
}

function overloaded(signature: SignatureFacts, { narrowed, returns }: OverloadFacts): SignatureFacts {
  const types = new Map(narrowed.map((each) => [each.name, each]));
  const { parameters, tier } = signature;
  return {
    parameters: parameters.map((parameter) => ({ ...parameter, ...types.get(parameter.name) })),
    tier,
    ...(returns && pythonType(returns) !== undefined ? { returns } : {}),
  };
}

function nameOf({ name, kind }: NameFacts): string {
  return kind === "function" || kind === "method" ? `${name}()` : name;
}

/** Returns a function that prints section titles in bold. */
function emphasized(bold: Emphasis): (line: string) => string {
  return (line) => line.replace(/^\*\*([^*]+)\*\*$/, (_, title: string) => bold(title));
}

function shortened(text: string, limit: number): string {
  const line = cleanLine(text.replace(/\s+/g, " "));
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
