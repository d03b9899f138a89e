import type { Call } from "../call/call.ts";
import { asCall } from "../call/remote.ts";

/**
 * Lists the symbols of all calls that are sent together with `root`. Each call appears once, after the calls that it needs.
 * A stack replaces recursion, because chains may be long.
 */
export function symbolsOf(root: Call): string[] {
  const symbols: string[] = [];
  const seen = new Set<Call>([root]);
  const path: { readonly call: Call; readonly needs: Call[] }[] = [{ call: root, needs: needsOf(root) }];
  while (path.length > 0) {
    const { call, needs } = path[path.length - 1]!;
    const next = needs.shift();
    if (next === undefined) {
      symbols.push(call.symbol);
      path.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      path.push({ call: next, needs: needsOf(next) });
    }
  }
  return symbols;
}

function needsOf(call: Call): Call[] {
  return call.remotes.flatMap((remote) => {
    const other = asCall(remote);
    return other?.state === "described" ? [other] : [];
  });
}
