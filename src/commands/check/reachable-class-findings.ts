import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ReachableClasses } from "../../stages/resolve/reachable-classes.ts";

/** One SB1001 for each class that the sources reach since they were changed: `generate` would add it. */
export function reachableClassFindings({
  unknown,
}: Pick<ReachableClasses, "unknown">): readonly Diagnostic[] {
  return unknown.map(({ name }) =>
    diagnostic("SB1001", `"${name.replace(":", ".")}" is reachable from the sources but not generated.`),
  );
}
