import type { ConfigInput } from "../../project/config/config.ts";
import type { NewLibrary } from "./library-spec.ts";

/** The answers to `init`'s questions, or its options. */
export interface InitAnswers {
  readonly libraries: readonly NewLibrary[];
  readonly output: string;
  readonly python: string;
}

export const defaultOutput = "src/py";
export const defaultPython = ">=3.10";

/** Returns the configuration for the answers, without defaults. */
export function configInput({ libraries, output, python }: InitAnswers): ConfigInput {
  return {
    libraries: Object.fromEntries(libraries.map(({ name, input }) => [name, input])),
    ...(output === defaultOutput ? {} : { output }),
    ...(python === defaultPython ? {} : { python }),
  };
}

/** Returns the text of a new `snakebridge.config.ts`. */
export function configText(config: ConfigInput): string {
  return `import { defineConfig } from "snakebridge";

export default defineConfig(${literal(config, "")});
`;
}

function literal(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(
    ([key, each]) => `${inner}${propertyName(key)}: ${literal(each, inner)},\n`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
