import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import { type Finding, ok, warning } from "./finding.ts";

const shown = 3;

/** What stubs say of libraries and is not so; the library is right, and so are the wrappers. */
export function describeDisagreements(lines: readonly string[]): readonly Finding[] {
  if (lines.length === 0) return [];
  const rest =
    lines.length > shown ? [`and ${lines.length - shown} more: npx snakebridge generate --verbose`] : [];
  return [ok("Stubs", [...lines.slice(0, shown), ...rest].join(" "))];
}

/** Whether there are stubs for what has no types of its own. */
export function inspectStubs(typeshed: Typeshed | undefined): Finding {
  return typeshed === undefined
    ? warning(
        "Types",
        "pyright is not installed: the standard library and untyped libraries get few types",
        "npm install --save-dev pyright",
      )
    : ok("Types", `stubs of ${typeshed.source}`);
}
