import type { ParameterFacts, TypeFacts } from "../../facts/facts.ts";

/** Names of builtin classes, by what the text of a value of theirs begins with. */
type ClassesByText = readonly (readonly [beginning: RegExp, classes: RegExp])[];

const number = [/^-?[\d.]/, /^(int|float|complex)$/] as const;

/** Arithmetic: given an array or a fraction, such a function mostly gives one. */
export const numbers: ClassesByText = [number];

/** What is only kept is of the class of what was passed. */
export const anyClass: ClassesByText = [
  number,
  [/^['"]/, /^str$/],
  [/^b['"]/, /^bytes$/],
  [/^(True|False)$/, /^bool$/],
  [/^\(/, /^tuple$/],
  [/^\[/, /^list$/],
  [/^\{/, /^(dict|set)$/],
];

/**
 * Whether a type may only be what it is because the checker took `factor=1` for a parameter that is always an `int`, where
 * nothing says what it takes.
 */
export function restsOnDefault(
  type: TypeFacts,
  parameters: readonly ParameterFacts[],
  rules: ClassesByText,
): boolean {
  const classes = parameters.flatMap(({ type: declared, default: text }) =>
    declared !== undefined || text === undefined
      ? []
      : rules.flatMap(([beginning, names]) => (beginning.test(text) ? [names] : [])),
  );
  return classes.length > 0 && mentions(type, classes);
}

function mentions(type: TypeFacts, classes: readonly RegExp[]): boolean {
  if (type.kind === "union") return type.members.some((member) => mentions(member, classes));
  if (type.kind !== "name") return false;
  const [module, name = ""] = type.name.split(":");
  const isOne = module === "builtins" && classes.some((each) => each.test(name));
  return isOne || (type.args ?? []).some((arg) => mentions(arg, classes));
}
