import { AsyncLocalStorage } from "node:async_hooks";
import type { Dispatcher } from "./dispatcher.ts";
import type { Reference } from "./reference.ts";
import { Remote, stateOf } from "./remote.ts";

/** An object, as opposed to a call or an attribute: only objects can be released. */
type Releasable = Remote & { $release(): void };

/** The Python objects that arrive for the calls of one `scope(...)` or session. */
export class Scope {
  /** @internal The enclosing session: it runs the calls that name neither a session nor a pool. */
  readonly dispatcher: Dispatcher | undefined;
  readonly #outer: Scope | undefined;
  readonly #references = new Set<Reference>();
  #ended = false;

  /** @internal */
  constructor(outer: Scope | undefined, dispatcher: Dispatcher | undefined = outer?.dispatcher) {
    this.#outer = outer;
    this.dispatcher = dispatcher;
  }

  /** Keeps an object beyond the end of this scope. It then belongs to the enclosing scope, if there is one. */
  keep<T extends Releasable>(object: T): T {
    const reference = stateOf(object) as Reference;
    if (reference.scope === this) own(reference, this.#outer);
    return object;
  }

  /** @internal */
  add(reference: Reference): void {
    // The program did not await this call before the scope ended. The garbage collector releases its result.
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

  /** @internal Whether this scope is `other` or inside it. */
  isWithin(other: Scope | undefined): boolean {
    return other === this || (this.#outer?.isWithin(other) ?? other === undefined);
  }
}

function own(reference: Reference, scope: Scope | undefined): void {
  reference.scope = undefined;
  scope?.add(reference);
}

// Created with the first scope: from then on every promise costs a little more.
let scopes: AsyncLocalStorage<Scope> | undefined;

/** @internal Returns the scope of the running code. */
export function currentScope(): Scope | undefined {
  return scopes?.getStore();
}

/** @internal An object has arrived for a call of `scope`. It belongs to the widest scope in which it has arrived. */
export function arrived(reference: Reference, scope: Scope | undefined, isNew: boolean): void {
  if (isNew) scope?.add(reference);
  else if (reference.scope !== undefined && !scope?.isWithin(reference.scope))
    own(reference, reference.scope.isWithin(scope) ? scope : undefined);
}

/**
 * Runs `body`, then releases every Python object that arrived for its calls. Objects that existed before, the object that
 * `body` returns, and objects passed to `keep` are not released.
 */
export async function scope<T>(body: (scope: Scope) => T | PromiseLike<T>): Promise<T> {
  const inner = new Scope(currentScope());
  try {
    return await runInScope(inner, () => body(inner));
  } finally {
    inner.end();
  }
}

/** @internal Runs `body` with `inner` as the scope of its calls. Keeps the object that it returns. */
export async function runInScope<T>(inner: Scope, body: () => T | PromiseLike<T>): Promise<T> {
  scopes ??= new AsyncLocalStorage();
  const result = await scopes.run(inner, body);
  if (result instanceof Remote && stateOf(result).kind === "object")
    inner.keep(result as Remote as Releasable);
  return result;
}
