import type { Severity } from "./diagnostic.ts";

interface Row {
  readonly severity: Severity;
  /** A few words; the heading of `docs/diagnostics/<code>.md`. */
  readonly title: string;
  /** What usually mends it. */
  readonly fix?: string;
}

const row = (severity: Severity, title: string, fix?: string): Row =>
  fix === undefined ? { severity, title } : { severity, title, fix };

const generate = "npx snakebridge generate";

/**
 * Every diagnostic that the build side can report. 1xxx sources, 2xxx configuration, 3xxx environment,
 * 4xxx introspection, 5xxx generated files, manifest and lock.
 */
export const diagnosticTable = {
  SB1001: row("error", "Used but not generated", generate),
  SB1002: row("error", "Unknown Python name"),
  SB1003: row("error", "Library not configured"),
  SB1004: row("warning", "Computed access cannot be generated"),
  SB1005: row("error", "Source file has syntax errors"),
  SB1006: row("error", "Source file cannot be read"),
  SB1007: row("error", "TypeScript 7 ignores compiler plugins"),

  SB2001: row("error", "No configuration found", "npx snakebridge init"),
  SB2002: row("error", "Invalid configuration"),
  SB2003: row("error", "Configuration cannot be loaded"),
  SB2004: row("error", "Several configurations"),

  SB3001: row("error", "No Python found"),
  SB3002: row("error", "Python does not meet the requirement"),
  SB3003: row("error", "uv cannot be had"),
  SB3004: row("error", "Unknown distribution"),
  SB3005: row("error", "No version satisfies the range"),
  SB3006: row("error", "Requirements contradict each other"),
  SB3007: row("error", "Package index cannot be reached"),
  SB3008: row("error", "Hash mismatch"),
  SB3009: row("error", "uv failed"),
  SB3010: row("error", "Environment missing or broken", generate),

  SB4001: row("error", "Library fails on import"),
  SB4002: row("error", "Library ends the process on import"),
  SB4003: row("error", "Library takes too long to import"),
  SB4004: row("error", "Library crashes Python"),
  SB4005: row("error", "Introspection failed"),
  SB4006: row("error", "Module not found in the environment"),

  SB5001: row("error", "Generated file was edited", generate),
  SB5002: row("error", "Generated file is missing", generate),
  SB5003: row("error", "Generated file is out of date", generate),
  SB5004: row("error", "Manifest cannot be read", generate),
  SB5005: row("error", "Lock cannot be read", generate),
  SB5006: row("error", "Lock and configuration disagree", generate),
  SB5007: row("error", "File cannot be written"),
  SB5008: row("error", "A file of yours is in the way"),
  SB5009: row("error", "Another run is busy"),
  SB5010: row("error", "Written by a newer snakebridge", "npm install snakebridge@latest"),
} as const satisfies Record<`SB${number}`, Row>;

export type DiagnosticCode = keyof typeof diagnosticTable;
