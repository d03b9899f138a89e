import { relative, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { findBlocks, type InlineBlock } from "../../project/inline/find-blocks.ts";
import { explainReadError } from "../../system/files/plain-file.ts";
import { type OpenName, openNames, passesPythonOn, type Sources, usesOfFile } from "./link-uses.ts";
import { listSources } from "./list-sources.ts";
import { createModuleContexts } from "./module-contexts.ts";
import { importsOneOf, namesPython, type Prefilter } from "./prefilter.ts";
import { openScanCache } from "./scan-cache.ts";
import { scanFile, unreadable } from "./scan-file.ts";
import type { SourceScan } from "./source-scan.ts";
import { type ModuleContext, meaningOfSpecifier } from "./specifier-meaning.ts";
import type { Use } from "./use.ts";

export interface ScanResult {
  /** In the order of files, then of places. */
  readonly uses: readonly Use[];
  /** Names of the members that sources with uses take of any object. */
  readonly members: ReadonlySet<string>;
  /** Modules and members of which anything may be in use: see `openNames`. */
  readonly open: readonly OpenName[];
  readonly diagnostics: readonly Diagnostic[];
  /** What sources say in comments about the packages that they need. */
  readonly blocks: readonly InlineBlock[];
  /** The project's sources, relative to it, sorted. */
  readonly files: readonly string[];
}

/** Finds the uses of Python modules in all sources of a project. One bad source never hides another's uses. */
export async function scanProject(config: Config): Promise<ScanResult> {
  const { files, closedFolders } = await listSources(config);
  const present = new Set(files);
  const contextOf = createModuleContexts(config, (path) => present.has(path));
  const cache = await openScanCache(config.root);
  const scans = new Map<string, SourceScan>();
  const problems = new Map<string, Diagnostic>();
  const blocks = new Map<string, readonly InlineBlock[]>();
  const sources: Sources = {
    scanOf: (file) => scans.get(file),
    meaningOf: (specifier, from) => meaningOfSpecifier(specifier, from, contextOf(from)),
  };
  const scanWhere = async (prefilterOf: (context: ModuleContext) => Prefilter): Promise<void> => {
    const prefilters = new Map<ModuleContext, Prefilter>();
    for (const file of files.filter((each) => !scans.has(each) && !problems.has(each))) {
      const context = contextOf(file);
      const prefilter = prefilters.get(context) ?? prefilterOf(context);
      prefilters.set(context, prefilter);
      const result = await scanFile(config.root, file, prefilter, cache, (text) => {
        const found = findBlocks(file, text);
        if (found.length > 0) blocks.set(file, found);
      });
      if (result && "scan" in result) scans.set(file, result.scan);
      else if (result) problems.set(file, result.problem);
    }
  };

  await scanWhere(namesPython);
  // A source that passes Python on makes its importers worth a look, and they may pass it on again.
  const passing = new Set<string>();
  for (;;) {
    const more = [...scans.keys()].filter((file) => !passing.has(file) && passesPythonOn(file, sources));
    if (more.length === 0) break;
    for (const file of more) passing.add(file);
    await scanWhere((context) => importsOneOf(more, context));
  }
  await cache.save();

  const uses: Use[] = [];
  const members = new Set<string>();
  const open: OpenName[] = [];
  const diagnostics = closedFolders.map(({ folder, error }) =>
    unreadable(relative(config.root, folder).split(sep).join("/") || ".", explainReadError(error)),
  );
  for (const file of files) {
    const problem = problems.get(file) ?? syntaxError(file, scans.get(file));
    if (problem) diagnostics.push(problem);
    const found = usesOfFile(file, sources);
    uses.push(...found.uses);
    diagnostics.push(...found.diagnostics);
    open.push(...openNames(file, sources));
    if (found.uses.length > 0) for (const member of scans.get(file)?.members ?? []) members.add(member);
  }
  return { uses, members, open, diagnostics, blocks: [...blocks.values()].flat(), files };
}

function syntaxError(file: string, scan: SourceScan | undefined): Diagnostic | undefined {
  const [first, ...others] = scan?.syntaxErrors ?? [];
  if (!first) return undefined;
  const { message, ...place } = first;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return diagnostic("SB1005", `${message}${more}`, { location: { file, ...place } });
}
