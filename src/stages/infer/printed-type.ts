/** A type as a checker prints it, as a tree. Names are still spelt as they were printed. */
export type PrintedType =
  | { readonly kind: "name"; readonly name: string; readonly args: readonly PrintedType[] }
  | { readonly kind: "union"; readonly members: readonly PrintedType[] }
  /** Names of the classes of the values: `Literal[1, 'a']` is `int` and `str`. */
  | { readonly kind: "literal"; readonly classes: readonly ("bool" | "bytes" | "int" | "str" | "enum")[] }
  | { readonly kind: "function"; readonly returns: PrintedType }
  | { readonly kind: "overload"; readonly functions: readonly PrintedType[] }
  /** `Self@Frame` */
  | { readonly kind: "self" }
  | { readonly kind: "none" }
  /** `...` in `tuple[int, ...]` */
  | { readonly kind: "ellipsis" }
  /** Of functions that never return. */
  | { readonly kind: "never" }
  /** `Unknown`, `Any`, a type variable, a module, and whatever else says nothing about a value. */
  | { readonly kind: "unknown" };

/** What a call of it gives, one type a signature; nothing for what is no function. */
export function resultsOf(type: PrintedType): readonly PrintedType[] {
  if (type.kind === "function") return [type.returns];
  return type.kind === "overload" ? type.functions.flatMap(resultsOf) : [];
}

/** The names of classes and aliases in a type, each once. */
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
