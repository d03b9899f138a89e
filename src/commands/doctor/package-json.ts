import { importsEntry } from "../project/project-files.ts";
import { broken, type Finding, ok } from "./finding.ts";

/** Reports whether compilers and Node can resolve `#py/…` through package.json. */
export function inspectPackageJson(text: string | undefined, output: string): Finding {
  const subject = "package.json";
  const initFix = "npx snakebridge init --yes";
  if (text === undefined) return broken(subject, "not found", initFix);
  let content: { type?: unknown; imports?: Record<string, unknown> };
  try {
    content = JSON.parse(text);
  } catch (error) {
    return broken(subject, `not JSON: ${(error as Error).message}`, "Correct it.");
  }
  const entry = content.imports?.["#py/*"];
  if (entry === undefined) return broken(subject, '"imports" has no "#py/*"', initFix);
  const expected = importsEntry(output);
  const targets = JSON.stringify(entry);
  if (!targets.includes(expected.types) || !targets.includes(expected.default))
    return broken(subject, `"#py/*" does not point to ${output}`, `Set it to ${JSON.stringify(expected)}.`);
  if (content.type !== "module")
    return broken(
      subject,
      "not an ES module package, but generated files are ES modules",
      "npm pkg set type=module",
    );
  return ok(subject, `"#py/*" points to ${output}`);
}
