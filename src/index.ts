/** The build side as functions: what the command line does, for scripts and other tools. */
export type { ApiChange, ApiChangeKind } from "./api-diff/api-change.ts";
export { type CheckOptions, type CheckResult, check } from "./check/check.ts";
export type { ConfigInput, LibraryInput, PoolInput } from "./config/config.ts";
export { defineConfig } from "./config/define-config.ts";
export { type Diagnostic, DiagnosticError, type Location } from "./diagnostics/diagnostic.ts";
export type { DiagnosticCode, Severity } from "./diagnostics/table.ts";
export type { Upgrade } from "./environment/upgrade.ts";
export type { ReportedChange } from "./generate/find-broken-uses.ts";
export type { LibraryReport } from "./generate/report-libraries.ts";
export type { Tier } from "./introspect/facts.ts";
export { type GenerateOptions, type GenerateResult, generate } from "./pipeline.ts";
export { type PruneOptions, type PruneResult, prune } from "./prune/prune.ts";
export type { Progress } from "./shared/progress.ts";
