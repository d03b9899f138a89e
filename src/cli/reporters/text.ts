import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanPainted, cleanText } from "../../diagnostics/clean-text.ts";
import { formatPlain } from "../../diagnostics/format-plain.ts";
import { formatPretty } from "../../diagnostics/format-pretty.ts";
import type { Paint } from "../../diagnostics/paint.ts";
import type { Outcome } from "../outcome.ts";
import { isInteractive, type Terminal } from "../terminal.ts";

interface TextOptions {
  readonly quiet?: boolean | undefined;
  readonly stream: NodeJS.WriteStream;
  readonly terminal: Terminal;
}

/** Returns the diagnostics in the form of `tsc`, with code frames on a terminal, and the summary. */
export function textReport(outcome: Outcome, { quiet, stream, terminal }: TextOptions): string {
  const { diagnostics, root, results = [], summary, failure } = outcome;
  const paint: Paint = (colour, text) => terminal.paint(stream, colour, text);
  const parts: string[] = [];
  if (diagnostics.length > 0)
    parts.push(
      isInteractive(stream)
        ? formatPretty(diagnostics, { paint, sourceOf: (file) => sourceOf(root, file) })
        : formatPlain(diagnostics),
    );
  if (results.length > 0) parts.push(`${cleanPainted(results.join("\n"))}\n`);
  if (!quiet && summary.length > 0) parts.push(`${cleanPainted(summary.join("\n"))}\n`);
  if (failure !== undefined) parts.push(`${paint("red", cleanText(failure))}\n`);
  return parts.join("");
}

function sourceOf(root: string | undefined, file: string): string | undefined {
  if (root === undefined) return undefined;
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}
