import { resolve } from "node:path";

/** Options of every command. */
export interface GlobalOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly reporter: ReporterName;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `github`: text, and annotations on GitHub's changed lines; `sarif`: one document for code scanning. */
export type ReporterName = "text" | "github" | "sarif";

export const reporterNames: readonly ReporterName[] = ["text", "github", "sarif"];

/** Returns the options that locate the project. */
export function projectOf({ cwd = ".", config }: GlobalOptions): {
  readonly cwd: string;
  readonly config?: string;
} {
  return { cwd: resolve(cwd), ...(config === undefined ? {} : { config }) };
}
