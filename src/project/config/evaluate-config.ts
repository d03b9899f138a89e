import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import type { Jiti } from "jiti";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { readTextIfExistsSync } from "../../system/files/read-text.ts";
import { defineConfig } from "./define-config.ts";

/**
 * Returns the value that a configuration file exports, without validation. Synchronous, because the transformer runs in
 * a synchronous compiler.
 *
 * @throws DiagnosticError SB2003
 */
export function evaluateConfig(file: string): unknown {
  try {
    if (extname(file) === ".json") return readJson(file);
    const exported = moduleLoader(file)(file) as { __esModule?: boolean; default?: unknown };
    if (exported.__esModule && !("default" in exported))
      throw new Error("it has no default export; write `export default defineConfig({ … })`");
    return "default" in exported ? exported.default : exported;
  } catch (error) {
    throw loadFailure(file, error);
  }
}

function readJson(file: string): unknown {
  const text = readTextIfExistsSync(file, (problem) => new Error(problem)) ?? "";
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const before = text.slice(0, Number(/at position (\d+)/.exec(message)?.[1] ?? 0)).split("\n");
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new SyntaxError(`${message.replace(/ at position .*/, "")}\n${file}:${place}`, { cause: error });
  }
}

/** Creates a loader that runs TypeScript and JavaScript of either module format on every supported Node. */
function moduleLoader(file: string): Jiti {
  // Loaded lazily: a JSON configuration needs no compiler.
  const { createJiti } = createRequire(import.meta.url)("jiti") as typeof import("jiti");
  return createJiti(file, {
    fsCache: join(dirname(file), ".snakebridge/cache/config"),
    // A long-lived host reads the file again after each change.
    moduleCache: false,
    interopDefault: false,
    // Lets `npx snakebridge` work before the package is installed, and loads no module of it twice.
    virtualModules: { snakebridge: { defineConfig } },
  });
}

function loadFailure(file: string, error: unknown): DiagnosticError {
  const name = basename(file);
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const headline = (text.split("\n", 1)[0] ?? "").replace(/^ParseError: /, "").trim();
  const frames = stack.split("\n").filter((line) => line.trim().startsWith("at ") && line.includes(file));
  // A stack has the columns of the transformed text, but the right lines.
  const [, line, column] = placeAfter(file, text) ?? placeAfter(file, frames[0] ?? "")?.slice(0, 2) ?? [];
  return new DiagnosticError(
    diagnostic("SB2003", `${name} cannot be loaded: ${headline}`, {
      location: { file: name, line: Number(line ?? 1), column: Math.max(Number(column ?? 1), 1) },
      // Only frames of the configuration file: all others are internal.
      ...(frames.length > 0 ? { detail: frames.join("\n") } : {}),
    }),
    { cause: error },
  );
}

/** Matches `:line:column` after the file's name, as parsers and stacks print it. */
function placeAfter(file: string, text: string): RegExpExecArray | null {
  const at = text.indexOf(file);
  return at < 0 ? null : /^:(\d+):(\d+)/.exec(text.slice(at + file.length));
}
