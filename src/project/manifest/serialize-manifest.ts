import { byCodePoint } from "../../naming/code-point-order.ts";
import type { Manifest, ManifestSymbol } from "./manifest.ts";
import { sortedRecord } from "./sorted-record.ts";

/**
 * Prints `manifest.json`: equal manifests give equal texts. For merges and reviews, each library, symbol and class member
 * has its own line.
 */
export function serializeManifest(manifest: Manifest): string {
  const libraries = entries(manifest.libraries, (library) => compact(library));
  const symbols = entries(manifest.symbols, symbolText);
  const reached = entries(manifest.reached ?? {}, (key) => JSON.stringify(key));
  const promoted = [...new Set(manifest.promoted)].sort(byCodePoint).map(text);
  const parts = [
    `  "format": ${manifest.format}`,
    `  "libraries": ${block(libraries, "  ")}`,
    ...(promoted.length > 0 ? [`  "promoted": [\n    ${promoted.join(",\n    ")}\n  ]`] : []),
    ...(reached.length > 0 ? [`  "reached": ${block(reached, "  ")}`] : []),
    `  "symbols": ${block(symbols, "  ")}`,
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

function entries<T>(record: Readonly<Record<string, T>>, print: (value: T) => string): string[] {
  return Object.entries(sortedRecord(Object.entries(record))).map(
    ([key, value]) => `${text(key)}: ${print(value)}`,
  );
}

function block(lines: readonly string[], indent: string): string {
  return lines.length === 0
    ? "{}"
    : `{\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}}`;
}

function symbolText(symbol: ManifestSymbol): string {
  if (!("members" in symbol) || !symbol.members?.length) return compact(symbol);
  const { members, ...rest } = symbol;
  const lines = members.map((member) => `      ${compact(member)}`).join(",\n");
  return `${compact(rest).slice(0, -1)},"members":[\n${lines}\n    ]}`;
}

/** JSON with the keys of every object sorted. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(",")}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? text(value) : JSON.stringify(value);
  const sorted = sortedRecord(Object.entries(value).filter(([, item]) => item !== undefined));
  return `{${Object.entries(sorted)
    .map(([key, item]) => `${text(key)}:${compact(item)}`)
    .join(",")}}`;
}

/** Prints a string; escapes the characters that move or hide text in an editor and that JSON does not escape itself. */
function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
