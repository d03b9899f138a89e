import type { ParameterFacts, TypeFacts } from "../../facts/facts.ts";

/** Names of built-in classes, by the beginning of their values' text. */
type ClassesByText = readonly (readonly [beginning: RegExp, classes: RegExp])[];

const number = [/^-?[\d.]/, /^(int|float|complex)$/] as const;

/** For arithmetic: with an array or a fraction as argument, the result mostly is one too. */
export const numbers: ClassesByText = [number];

/** For stored values: an attribute has the class of the argument. */
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
 * Whether a type may only follow from a default value: for `factor=1` without an annotation, the checker assumes an
 * `int`.
 */
export function isInferredFromDefault(
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
