export type Severity = "error" | "warning";

export interface DiagnosticRow {
  readonly severity: Severity;
  /** A few words; the heading of `docs/diagnostics/<code>.md`. */
  readonly title: string;
  /** The usual fix, preferably a command. */
  readonly fix?: string;
}

/**
 * Every diagnostic of the build side. 1xxx sources, 2xxx configuration, 3xxx environment, 4xxx introspection,
 * 5xxx generated files, manifest and lock.
 */
export const diagnosticTable = {
  SB1001: { severity: "error", title: "Used but not generated", fix: "npx snakebridge generate" },
  SB1002: { severity: "error", title: "Unknown Python name" },
  SB1003: { severity: "error", title: "Library not configured" },
  SB1004: { severity: "warning", title: "Dynamic access cannot be resolved" },
  SB1005: { severity: "error", title: "Source file has syntax errors" },
  SB1006: { severity: "error", title: "Source file cannot be read" },
  SB1007: { severity: "error", title: "TypeScript 7 ignores compiler plugins" },
  SB1008: { severity: "error", title: "Name is excluded by the configuration" },
  SB1009: { severity: "warning", title: "Ambiguous re-export" },
  SB1010: { severity: "error", title: "Library is not allowed" },
  SB1011: { severity: "error", title: "Name is not in the ledger", fix: "npx snakebridge ledger" },
  SB1012: { severity: "error", title: "Ambiguous or unknown environment" },

  SB2001: { severity: "error", title: "Configuration not found", fix: "npx snakebridge init" },
  SB2002: { severity: "error", title: "Invalid configuration" },
  SB2003: { severity: "error", title: "Configuration cannot be loaded" },
  SB2004: { severity: "error", title: "Multiple configuration files" },
  SB2005: { severity: "error", title: "Only functions can be pure" },
  SB2006: { severity: "error", title: "Declaration file cannot be read" },
  SB2007: { severity: "error", title: "Invalid inline dependencies" },
  SB2008: { severity: "error", title: "Conflicting inline dependencies" },

  SB3001: { severity: "error", title: "Python not found" },
  SB3002: { severity: "error", title: "No Python version meets the requirement" },
  SB3003: { severity: "error", title: "uv is not available" },
  SB3004: { severity: "error", title: "Unknown distribution" },
  SB3005: { severity: "error", title: "No version satisfies the range" },
  SB3006: { severity: "error", title: "Conflicting requirements" },
  SB3007: { severity: "error", title: "Package index cannot be reached" },
  SB3008: { severity: "error", title: "Hash mismatch" },
  SB3009: { severity: "error", title: "uv or pip failed" },
  SB3010: { severity: "error", title: "Environment missing or broken", fix: "npx snakebridge generate" },
  SB3011: { severity: "error", title: "Accelerator not found" },
  SB3012: { severity: "error", title: "Package is not allowed" },
  SB3013: { severity: "error", title: "Package has no compatible wheel" },
  SB3014: { severity: "error", title: "Existing environment cannot be used" },
  SB3015: { severity: "error", title: "Existing environment does not meet the requirements" },

  SB4001: { severity: "error", title: "Library import failed" },
  SB4002: { severity: "error", title: "Library exits on import" },
  SB4003: { severity: "error", title: "Library import timed out" },
  SB4004: { severity: "error", title: "Library crashes Python" },
  SB4005: { severity: "error", title: "Introspection failed" },
  SB4006: { severity: "error", title: "Module not found in the environment" },
  SB4007: { severity: "warning", title: "Types could not be inferred", fix: "npx snakebridge generate" },
  SB4008: { severity: "error", title: "Declaration does not match the library" },

  SB5001: { severity: "error", title: "Generated file was edited", fix: "npx snakebridge generate" },
  SB5002: { severity: "error", title: "Generated file is missing", fix: "npx snakebridge generate" },
  SB5003: { severity: "error", title: "Generated file is out of date", fix: "npx snakebridge generate" },
  SB5004: { severity: "error", title: "Manifest cannot be read", fix: "npx snakebridge generate" },
  SB5005: { severity: "error", title: "Lock file cannot be read", fix: "npx snakebridge generate" },
  SB5006: {
    severity: "error",
    title: "Lock file does not match the project",
    fix: "npx snakebridge generate",
  },
  SB5007: { severity: "error", title: "File cannot be written" },
  SB5008: { severity: "error", title: "Path of a generated file is taken" },
  SB5009: { severity: "error", title: "Another run is in progress" },
  SB5010: {
    severity: "error",
    title: "Written by a newer snakebridge",
    fix: "npm install snakebridge@latest",
  },
  SB5011: { severity: "error", title: "Lock file was modified", fix: "npx snakebridge generate" },
  SB5012: {
    severity: "error",
    title: "File cannot be read",
    fix: "Make the file readable, or move it away.",
  },
  SB5013: {
    severity: "warning",
    title: "Existing environment has changed",
    fix: "npx snakebridge generate",
  },
} as const;

export type DiagnosticCode = keyof typeof diagnosticTable;
