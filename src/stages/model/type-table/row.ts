import type { TypeFacts } from "../../../facts/facts.ts";
import { neverType, reference, runtime, type TsType, union } from "../ts-type.ts";

/** The arguments of a generic type, translated already; `facts` are the same as Python says them. */
type Translate = (args: readonly TsType[], facts: readonly TypeFacts[]) => TsType | undefined;

/** One Python type in its directions. */
export interface Row {
  /** What may be passed by value: everything that Python would take. Absent: anything. */
  readonly wide?: Translate;
  /** Of that, what tells an overload from the others. Absent: nothing does. */
  readonly exact?: Translate;
  /** Whether Python takes values for it that `exact` does not have. */
  readonly takesMore?: true;
  /** What comes back: what the run time's decoder makes of it. Absent: unknown. */
  readonly narrow?: Translate;
  /** Whether instances of just this class arrive as that, and not as objects of the generated class. */
  readonly byValue?: true;
}

export type Rows = Readonly<Record<string, Row>>;

/** A class of values: the codec makes just this, of just that. */
export function value(wide: TsType, narrow: TsType = wide): Row {
  return generic(
    () => wide,
    () => narrow,
  );
}

/** The same for a class with type arguments. */
export function generic(wide: Translate, narrow: Translate): Row {
  return { wide, exact: wide, narrow, byValue: true };
}

/** What protocols and abstract classes describe: values and objects of many classes. */
export function described(wide: Translate, narrow?: Translate): Row {
  return { wide, takesMore: true, ...(narrow ? { narrow } : {}) };
}

/** A class whose instances stay in Python. */
export function inPython(narrow: Translate = () => runtime("PyObject")): Row {
  return { wide: () => neverType, exact: () => neverType, narrow };
}

/** The same rows for several names, which stand with spaces between them. */
export function rowsFor(names: string, row: Row): Rows {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, row]),
  );
}

export function orReference(type: TsType): TsType {
  return union([type, reference]);
}
