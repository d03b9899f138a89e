import type { TypeFacts } from "../../../facts/facts.ts";
import { neverType, reference, runtime, type TsType, union } from "../ts-type.ts";

/** Translates a generic type. `args` are translated already; `facts` are the same arguments in Python's form. */
type Translate = (args: readonly TsType[], facts: readonly TypeFacts[]) => TsType | undefined;

/** One Python type as an input, as an overload, and as a result. */
export interface Row {
  /** The values that Python accepts as an argument. Absent: any. */
  readonly wide?: Translate;
  /** The subset that distinguishes overloads. Absent: none. */
  readonly exact?: Translate;
  /** Whether Python also accepts values outside `exact`. */
  readonly acceptsMore?: true;
  /** The type of a result, as the run time decodes it. Absent: unknown. */
  readonly narrow?: Translate;
  /** Whether instances of exactly this class arrive as values, and not as objects of the generated class. */
  readonly byValue?: true;
}

export type Rows = Readonly<Record<string, Row>>;

/** A class that crosses by value: the codec encodes and decodes exactly these types. */
export function value(wide: TsType, narrow: TsType = wide): Row {
  return generic(
    () => wide,
    () => narrow,
  );
}

/** A class with type arguments that crosses by value. */
export function generic(wide: Translate, narrow: Translate): Row {
  return { wide, exact: wide, narrow, byValue: true };
}

/** A protocol or an abstract class: values and objects of many classes satisfy it. */
export function structural(wide: Translate, narrow?: Translate): Row {
  return { wide, acceptsMore: true, ...(narrow ? { narrow } : {}) };
}

/** A class whose instances stay in Python and cross as references. */
export function byReference(narrow: Translate = () => runtime("PyObject")): Row {
  return { wide: () => neverType, exact: () => neverType, narrow };
}

/** The same row for several names, separated by white space. */
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
