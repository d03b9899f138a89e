/** A printed type as a tree. Names are still as printed. */
export type PrintedType =
  | { readonly kind: "name"; readonly name: string; readonly args: readonly PrintedType[] }
  | { readonly kind: "union"; readonly members: readonly PrintedType[] }
  /** The class names of the values: `Literal[1, 'a']` gives `int` and `str`. */
  | { readonly kind: "literal"; readonly classes: readonly ("bool" | "bytes" | "int" | "str" | "enum")[] }
  | { readonly kind: "function"; readonly returns: PrintedType }
  | { readonly kind: "overload"; readonly functions: readonly PrintedType[] }
  /** `Self@Frame` */
  | { readonly kind: "self" }
  | { readonly kind: "none" }
  /** `...` in `tuple[int, ...]` */
  | { readonly kind: "ellipsis" }
  /** The result of a function that never returns. */
  | { readonly kind: "never" }
  /** `Unknown`, `Any`, a type variable, a module, and everything else without information about a value. */
  | { readonly kind: "unknown" };

/** Returns the result types of a call, one for each signature. Returns nothing for a type that is not callable. */
export function resultsOf(type: PrintedType): readonly PrintedType[] {
  if (type.kind === "function") return [type.returns];
  return type.kind === "overload" ? type.functions.flatMap(resultsOf) : [];
}

/** Collects the names of classes and aliases in types. */
export function namesIn(types: readonly PrintedType[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (type: PrintedType): void => {
    if (type.kind === "name") {
      names.add(type.name);
      type.args.forEach(visit);
    } else if (type.kind === "union") type.members.forEach(visit);
    else if (type.kind === "function") visit(type.returns);
    else if (type.kind === "overload") type.functions.forEach(visit);
  };
  types.forEach(visit);
  return names;
}
