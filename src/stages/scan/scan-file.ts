import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Prefilter } from "./prefilter.ts";
import { decodeSource, readSource } from "./read-source.ts";
import { type ScanCache, scanKey } from "./scan-cache.ts";
import { scanSource } from "./scan-source.ts";
import type { SourceScan } from "./source-scan.ts";

/** The result for one source; `undefined` if it was deleted or needs no parsing. */
export type FileScan = { readonly scan: SourceScan } | { readonly problem: Diagnostic } | undefined;

/**
 * Reads one source, and parses it unless the cache has its scan.
 * @param prefilter selects the texts to parse
 * @param onText receives every text, parsed or not
 */
export async function scanFile(
  root: string,
  file: string,
  prefilter: Prefilter,
  cache: ScanCache,
  onText: (text: string) => void,
): Promise<FileScan> {
  const source = readSource(join(root, file));
  if (!source) return undefined;
  if ("problem" in source) return { problem: unreadable(file, source.problem) };
  const text = decodeSource(source.bytes);
  if (text === undefined) return { problem: unreadable(file, "it is not text") };
  onText(text);
  if (!prefilter(text)) return undefined;
  const key = scanKey(file, source.bytes);
  const cached = cache.get(key);
  if (cached) return { scan: cached };
  // Loading the parser takes longer than the rest of a scan of an unchanged project.
  const { ts } = await import("ts-morph");
  try {
    const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
    const scan = scanSource(ts, parsed);
    cache.set(key, scan);
    return { scan };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const location = { file, line: 1, column: 1 };
    return { problem: diagnostic("SB1005", "The file nests too deeply for the parser.", { location }) };
  }
}

/** Creates SB1006 for a source or a folder of sources. */
export function unreadable(path: string, problem: string): Diagnostic {
  return diagnostic("SB1006", `The scanner skipped this: ${problem}.`, {
    location: { file: path, line: 1, column: 1 },
    fix: 'Make it readable, or list it under "exclude" in the configuration.',
  });
}
