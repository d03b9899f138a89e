import type { Typeshed } from "../introspect/find-typeshed.ts";
import { type Finding, ok, warning } from "./finding.ts";

/** Whether there are stubs for what has no types of its own. */
export function inspectStubs(typeshed: Typeshed | undefined): Finding {
  return typeshed === undefined
    ? warning(
        "Types",
        "no pyright: the standard library and libraries that bring no types are hardly typed",
        "npm install --save-dev pyright",
      )
    : ok("Types", `stubs of ${typeshed.source}`);
}
