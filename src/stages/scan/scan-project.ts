import { relative, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { findBlocks, type InlineBlock } from "../../project/inline/find-blocks.ts";
import { explainReadError } from "../../system/files/plain-file.ts";
import { escapingNames, type PythonName, reexportsPython, type Sources, usesOfFile } from "./link-uses.ts";
import { listSources } from "./list-sources.ts";
import { createModuleContexts } from "./module-contexts.ts";
import { importsOneOf, namesPython, type Prefilter } from "./prefilter.ts";
import { type ModuleContext, resolveSpecifier } from "./resolve-specifier.ts";
import { openScanCache } from "./scan-cache.ts";
import { scanFile, unreadable } from "./scan-file.ts";
import type { SourceScan } from "./source-scan.ts";
import type { Use } from "./use.ts";

export interface ScanResult {
  /** Ordered by file, then by position. */
  readonly uses: readonly Use[];
  /** Names of the members that sources with uses access on any object. */
  readonly members: ReadonlySet<string>;
  /** Modules and objects with unknown member uses: see `escapingNames`. */
  readonly escaping: readonly PythonName[];
  readonly diagnostics: readonly Diagnostic[];
  /** Inline metadata blocks that declare packages. */
  readonly blocks: readonly InlineBlock[];
  /** The project's sources, relative to it, sorted. */
  readonly files: readonly string[];
}

/**
 * Finds the uses of Python modules in all sources of a project. A problem in one source does not affect the others.
 */
export async function scanProject(config: Config): Promise<ScanResult> {
  const { files, unreadableFolders } = await listSources(config);
  const present = new Set(files);
  const contextOf = createModuleContexts(config, (path) => present.has(path));
  const cache = await openScanCache(config.root);
  const scans = new Map<string, SourceScan>();
  const problems = new Map<string, Diagnostic>();
  const blocks = new Map<string, readonly InlineBlock[]>();
  const sources: Sources = {
    scanOf: (file) => scans.get(file),
    resolve: (specifier, from) => resolveSpecifier(specifier, from, contextOf(from)),
  };
  const scanMatching = async (prefilterOf: (context: ModuleContext) => Prefilter): Promise<void> => {
    const prefilters = new Map<ModuleContext, Prefilter>();
    for (const file of files.filter((each) => !scans.has(each) && !problems.has(each))) {
      const context = contextOf(file);
      const prefilter = prefilters.get(context) ?? prefilterOf(context);
      prefilters.set(context, prefilter);
      const result = await scanFile(config.root, file, prefilter, cache, (text) => {
        const linked = findBlocks(file, text);
        if (linked.length > 0) blocks.set(file, linked);
      });
      if (result && "scan" in result) scans.set(file, result.scan);
      else if (result) problems.set(file, result.problem);
    }
  };

  await scanMatching(namesPython);
  // The importers of a source that re-exports Python must be scanned too; they may re-export it again.
  const reexporting = new Set<string>();
  for (;;) {
    const more = [...scans.keys()].filter((file) => !reexporting.has(file) && reexportsPython(file, sources));
    if (more.length === 0) break;
    for (const file of more) reexporting.add(file);
    await scanMatching((context) => importsOneOf(more, context));
  }
  await cache.save();

  const uses: Use[] = [];
  const members = new Set<string>();
  const escaping: PythonName[] = [];
  const diagnostics = unreadableFolders.map(({ folder, error }) =>
    unreadable(relative(config.root, folder).split(sep).join("/") || ".", explainReadError(error)),
  );
  for (const file of files) {
    const problem = problems.get(file) ?? syntaxError(file, scans.get(file));
    if (problem) diagnostics.push(problem);
    const linked = usesOfFile(file, sources);
    uses.push(...linked.uses);
    diagnostics.push(...linked.diagnostics);
    escaping.push(...escapingNames(file, sources));
    if (linked.uses.length > 0) for (const member of scans.get(file)?.members ?? []) members.add(member);
  }
  return { uses, members, escaping, diagnostics, blocks: [...blocks.values()].flat(), files };
}

function syntaxError(file: string, scan: SourceScan | undefined): Diagnostic | undefined {
  const [first, ...others] = scan?.syntaxErrors ?? [];
  if (!first) return undefined;
  const { message, ...place } = first;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return diagnostic("SB1005", `${message}${more}`, { location: { file, ...place } });
}
