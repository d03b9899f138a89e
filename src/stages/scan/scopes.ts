import type { Target } from "./source-scan.ts";

/** The three spaces of TypeScript in which a name can mean something; they are combined with `|`. */
export const Meaning = { value: 1, type: 2, namespace: 4, any: 7 } as const;

/** Where a name leads; `promise` as long as the module has not been awaited. */
export interface Reached extends Target {
  readonly promise: boolean;
}

/** What one declaration binds. */
export interface Binding {
  readonly meaning: number;
  /** Set once it is known to stand for something imported. */
  reached?: Reached;
  /** Assigned again somewhere: it may stand for anything. */
  reassigned?: boolean;
  /** How an imported name is used; both stay unset when it never is. */
  usedAsValue?: boolean;
  usedAsType?: boolean;
}

export class Scope {
  readonly parent: Scope | undefined;
  /** Where `var` declares. */
  readonly functionScope: Scope;
  private readonly bindings = new Map<string, Binding[]>();

  constructor(parent: Scope | undefined, isFunction: boolean) {
    this.parent = parent;
    this.functionScope = isFunction || !parent ? this : parent.functionScope;
  }

  declare(name: string, meaning: number): Binding {
    const binding: Binding = { meaning };
    const known = this.bindings.get(name);
    if (known) known.push(binding);
    else this.bindings.set(name, [binding]);
    return binding;
  }

  /** The innermost declaration of a name that has the meaning. */
  lookup(name: string, meaning: number): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.bindings.get(name)?.find((each) => each.meaning & meaning);
      if (binding) return binding;
    }
    return undefined;
  }
}
