import type { Target } from "./source-scan.ts";

/** TypeScript's three declaration spaces, as bit flags. */
export const Meaning = { value: 1, type: 2, namespace: 4, any: 7 } as const;

/** The import target that a name or expression refers to. `promise` is true while the module has not been awaited. */
export interface ImportTarget extends Target {
  readonly promise: boolean;
}

/** One declaration of a name. */
export interface Binding {
  readonly meaning: number;
  /** The import target, once it is known. */
  target?: ImportTarget;
  /** Whether the name is assigned again; then it may refer to anything. */
  reassigned?: boolean;
  /** How an imported name is used. Both are unset if it is never used. */
  usedAsValue?: boolean;
  usedAsType?: boolean;
}

export class Scope {
  readonly parent: Scope | undefined;
  /** The scope in which `var` declares names. */
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

  /** Returns the innermost declaration of a name in one of the given declaration spaces. */
  lookup(name: string, meaning: number): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.bindings.get(name)?.find((each) => each.meaning & meaning);
      if (binding) return binding;
    }
    return undefined;
  }
}
