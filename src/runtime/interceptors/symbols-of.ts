import type { Invocation } from "../call/invocation.ts";
import { callOf } from "../call/remote.ts";
import { remotesOf } from "../call/remotes.ts";

/** Of all calls that are sent when this one is, each once, what is needed first. With a stack of its own: chains may be long. */
export function symbolsOf(root: Invocation): string[] {
  const symbols: string[] = [];
  const seen = new Set<Invocation>([root]);
  const path: { readonly call: Invocation; readonly needs: Invocation[] }[] = [
    { call: root, needs: needsOf(root) },
  ];
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

function needsOf(call: Invocation): Invocation[] {
  return remotesOf(call).flatMap((remote) => {
    const other = callOf(remote);
    return other !== undefined && other.route === undefined && !other.settled ? [other] : [];
  });
}
