import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import { type Finding, ok, warning } from "./finding.ts";

const maxLines = 3;

/** Describes where stubs do not match their libraries. The wrappers follow the library, so it is not a problem. */
export function describeDisagreements(lines: readonly string[]): readonly Finding[] {
  if (lines.length === 0) return [];
  const rest =
    lines.length > maxLines
      ? [`and ${lines.length - maxLines} more: npx snakebridge generate --verbose`]
      : [];
  return [ok("Stubs", [...lines.slice(0, maxLines), ...rest].join(" "))];
}

/** Reports whether there are stubs for the standard library and untyped libraries. */
export function inspectStubs(typeshed: Typeshed | undefined): Finding {
  return typeshed === undefined
    ? warning(
        "Types",
        "pyright is not installed: the standard library and untyped libraries get few types",
        "npm install --save-dev pyright",
      )
    : ok("Types", `stubs of ${typeshed.source}`);
}
