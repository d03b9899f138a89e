/** The public build-time API: the commands of the CLI as functions, for scripts and other tools. */

export { type CheckOptions, type CheckResult, check } from "./commands/check/check.ts";
export type { ReportedChange } from "./commands/generate/find-broken-uses.ts";
export { type GenerateOptions, type GenerateResult, generate } from "./commands/generate/generate.ts";
export type { LibraryReport } from "./commands/generate/report-libraries.ts";
export { type PruneOptions, type PruneResult, prune } from "./commands/prune/prune.ts";
export { type Diagnostic, DiagnosticError, type Location } from "./diagnostics/diagnostic.ts";
export type { Progress } from "./diagnostics/progress.ts";
export type { DiagnosticCode, Severity } from "./diagnostics/table.ts";
export type { Upgrade } from "./environment/packages/upgrade.ts";
export type { ApiChange, ApiChangeKind } from "./facts/api-diff/api-change.ts";
export type { Tier } from "./facts/facts.ts";
export type { ConfigInput, LibraryInput, PoolInput } from "./project/config/config.ts";
export { defineConfig } from "./project/config/define-config.ts";
