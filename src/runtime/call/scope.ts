import { AsyncLocalStorage } from "node:async_hooks";
import type { Dispatcher } from "./dispatcher.ts";
import type { Reference } from "./reference.ts";
import { Remote, stateOf } from "./remote.ts";

/** An object: only objects can be released. */
type Kept = Remote & { $release(): void };

/** The references that arrive for the calls of one `scope(...)` or session. */
export class Scope {
  /** @internal Where calls go that nothing else directs: the session around. */
  readonly dispatcher: Dispatcher | undefined;
  readonly #outer: Scope | undefined;
  readonly #references = new Set<Reference>();
  #ended = false;

  /** @internal */
  constructor(outer: Scope | undefined, dispatcher: Dispatcher | undefined = outer?.dispatcher) {
    this.#outer = outer;
    this.dispatcher = dispatcher;
  }

  /** Lets an object outlive this scope; it belongs to the one around it, if there is one. */
  keep<T extends Kept>(object: T): T {
    const reference = stateOf(object) as Reference;
    if (reference.scope === this) own(reference, this.#outer);
    return object;
  }

  /** @internal */
  add(reference: Reference): void {
    // A call that nobody waited for: the garbage collector has to do.
    if (this.#ended) return;
    reference.scope = this;
    this.#references.add(reference);
  }

  /** @internal */
  end(): void {
    this.#ended = true;
    for (const reference of this.#references) if (reference.scope === this) reference.release();
    this.#references.clear();
  }

  /** @internal Whether this scope is `other` or inside of it. */
  isWithin(other: Scope | undefined): boolean {
    return other === this || (this.#outer?.isWithin(other) ?? other === undefined);
  }
}

function own(reference: Reference, scope: Scope | undefined): void {
  reference.scope = undefined;
  scope?.add(reference);
}

// Made with the first scope: from then on every promise costs a little more.
let scopes: AsyncLocalStorage<Scope> | undefined;

/** @internal The scope that the running code is in. */
export function currentScope(): Scope | undefined {
  return scopes?.getStore();
}

/** @internal An object has arrived for a call of `scope`: it belongs to the widest scope that has met it. */
export function arrived(reference: Reference, scope: Scope | undefined, isNew: boolean): void {
  if (isNew) scope?.add(reference);
  else if (reference.scope !== undefined && !scope?.isWithin(reference.scope))
    own(reference, reference.scope.isWithin(scope) ? scope : undefined);
}

/**
 * Runs `body`, and then lets go of every object that came for a call made in it, but for those that were there before, that
 * `body` returns, or that it asked to `keep`.
 */
export async function scope<T>(body: (scope: Scope) => T | PromiseLike<T>): Promise<T> {
  const inner = new Scope(currentScope());
  try {
    return await runInScope(inner, () => body(inner));
  } finally {
    inner.end();
  }
}

/** @internal Runs `body` with `inner` as the scope of its calls, and keeps the object that it returns. */
export async function runInScope<T>(inner: Scope, body: () => T | PromiseLike<T>): Promise<T> {
  scopes ??= new AsyncLocalStorage();
  const result = await scopes.run(inner, body);
  if (result instanceof Remote && stateOf(result).kind === "object") inner.keep(result as Remote as Kept);
  return result;
}
