import { resolve } from "node:path";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly reporter: ReporterName;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `github`: text, and annotations that GitHub shows beside the changed lines; `sarif`: one document for code scanning. */
export type ReporterName = "text" | "github" | "sarif";

export const reporterNames: readonly ReporterName[] = ["text", "github", "sarif"];

/** The part of the options that says which project is meant. */
export function projectOf({ cwd = ".", config }: GlobalOptions): {
  readonly cwd: string;
  readonly config?: string;
} {
  return { cwd: resolve(cwd), ...(config === undefined ? {} : { config }) };
}
