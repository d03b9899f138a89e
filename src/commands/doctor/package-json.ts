import { importsEntry } from "../project/project-files.ts";
import { broken, type Finding, ok } from "./finding.ts";

/** Whether package.json lets `#py/…` be found, by compilers and by Node. */
export function inspectPackageJson(text: string | undefined, output: string): Finding {
  const subject = "package.json";
  const mend = "npx snakebridge init --yes";
  if (text === undefined) return broken(subject, "not found", mend);
  let found: { type?: unknown; imports?: Record<string, unknown> };
  try {
    found = JSON.parse(text);
  } catch (error) {
    return broken(subject, `not JSON: ${(error as Error).message}`, "Correct it.");
  }
  const entry = found.imports?.["#py/*"];
  if (entry === undefined) return broken(subject, '"imports" has no "#py/*"', mend);
  const wanted = importsEntry(output);
  const targets = JSON.stringify(entry);
  if (!targets.includes(wanted.types) || !targets.includes(wanted.default))
    return broken(subject, `"#py/*" does not point to ${output}`, `Set it to ${JSON.stringify(wanted)}.`);
  if (found.type !== "module")
    return broken(
      subject,
      "not an ES module package, but generated files are ES modules",
      "npm pkg set type=module",
    );
  return ok(subject, `"#py/*" points to ${output}`);
}
