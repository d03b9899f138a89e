import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ReachableClasses } from "../../stages/resolve/reachable-classes.ts";

/** Returns one SB1001 for each newly reachable class, which `generate` would add. */
export function reachableClassFindings({
  unknown,
}: Pick<ReachableClasses, "unknown">): readonly Diagnostic[] {
  return unknown.map(({ name }) =>
    diagnostic("SB1001", `"${name.replace(":", ".")}" is reachable from the sources but not generated.`),
  );
}
