import type { TypeFacts } from "../../../facts/facts.ts";
import {
  anyInput,
  keyword,
  membersOf,
  neverType,
  runtime,
  sameType,
  type TsType,
  union,
} from "../ts-type.ts";
import { integer, number, real } from "./builtins.ts";
import { byReference, type Row, type Rows, rowsFor, structural } from "./row.ts";

const boolean = keyword("boolean");
const scalar = runtime("NumpyScalar");

/** Scalars that do not arrive as a `NumpyScalar`. */
const plainScalars: Readonly<Record<string, TsType>> = {
  bool: boolean,
  float64: number,
  int64: integer,
  floating: union([number, scalar]),
  inexact: union([number, scalar]),
  integer: union([integer, scalar]),
  signedinteger: union([integer, scalar]),
  unsignedinteger: scalar,
  number: union([integer, scalar]),
  generic: union([integer, boolean, scalar]),
};

/** Prefixes of the dtypes with their width in a type argument. */
const sized: Readonly<Record<string, string>> = {
  floating: "float",
  signedinteger: "int",
  unsignedinteger: "uint",
  complexfloating: "complex",
};

const named = `bool bool_ byte bytes_ cdouble character clongdouble complex128 complex64 complexfloating csingle datetime64 double
 flexible float16 float32 float64 floating generic half inexact int16 int32 int64 int8 int_ intc integer intp long longdouble longlong
 number object_ short signedinteger single str_ timedelta64 ubyte uint uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong
 unsignedinteger ushort void`;

const otherNames: Readonly<Record<string, string>> = {
  bool_: "bool",
  byte: "int8",
  bytes_: "bytes",
  cdouble: "complex128",
  csingle: "complex64",
  double: "float64",
  half: "float16",
  int_: "int64",
  intc: "int32",
  intp: "int64",
  longlong: "int64",
  object_: "object",
  short: "int16",
  single: "float32",
  str_: "str",
  ubyte: "uint8",
  uint: "uint64",
  uintc: "uint32",
  uintp: "uint64",
  ulonglong: "uint64",
  ushort: "uint16",
};

/** Dtypes with known element types. Other arrays depend on their `dtype` at run time. */
const elements: ReadonlySet<string> = new Set(
  `bool bytes complex128 complex64 complexfloating datetime64 float16 float32 float64 floating inexact int16 int32 int64 int8 integer
   number signedinteger str timedelta64 uint16 uint32 uint64 uint8 unsignedinteger`.split(/\s+/),
);

const scalarRow = (name: string): Row => ({
  ...structural(
    () =>
      /float|inexact|number|generic/.test(name)
        ? union([real, boolean, scalar])
        : union([integer, boolean, scalar]),
    (_, facts) => {
      const dtype = dtypeOf({ kind: "name", name: `numpy:${name}`, args: facts });
      return dtype === "object" ? undefined : (plainScalars[dtype ?? ""] ?? scalar);
    },
  ),
  // numpy scalars come from Python, and no type contains their dtype.
  exact: () => neverType,
  byValue: true,
});

/** numpy's arrays and scalars. */
export const numpy: Rows = {
  ...Object.fromEntries(named.split(/\s+/).map((name) => [`numpy:${name}`, scalarRow(name)])),
  ...rowsFor(
    "numpy:datetime64 numpy:timedelta64 numpy:str_ numpy:bytes_ numpy:void numpy:object_ numpy:character numpy:flexible",
    { wide: () => anyInput, narrow: () => scalar },
  ),
  "numpy:object_": {},
  "numpy:void": {},
  "numpy:ndarray": {
    wide: () => runtime("PyArrayLike"),
    acceptsMore: true,
    narrow: (_, [shape, dtype]) => arrayOf(shape, dtype),
    byValue: true,
  },
  "numpy.typing:ArrayLike": {
    // numpy accepts booleans as numbers.
    wide: (items, facts) =>
      runtime(
        "PyArrayLike",
        ...(facts.length > 0 && facts.every(isPlain)
          ? [union(items.some(isNumber) ? [...items, boolean] : items)]
          : []),
      ),
    exact: (_, facts) => exactArrayLike(facts),
    narrow: () => undefined,
  },
  "numpy.typing:DTypeLike": { wide: () => runtime("PyDTypeLike"), acceptsMore: true },
  "numpy:dtype": byReference(),
};

/** The element kinds that numpy creates from Python's classes. */
const kinds: Readonly<Record<string, string>> = {
  "builtins:bool": "bool",
  "builtins:int": "int",
  "builtins:float": "float",
  "builtins:complex": "complex",
  "builtins:str": "str",
  "builtins:bytes": "bytes",
};

function isPlain(facts: TypeFacts): boolean {
  return facts.kind === "name" && Object.hasOwn(kinds, facts.name);
}

function isNumber(type: TsType): boolean {
  return membersOf(type).some((each) => sameType(each, number) || sameType(each, runtime("PyNumber")));
}

function exactArrayLike(facts: readonly TypeFacts[]): TsType | undefined {
  const of = (element: string): TsType => runtime("PyArrayOf", { kind: "literal", value: element });
  if (facts.length === 0) return of("any");
  const types = facts.flatMap(factsOf).map((each): TsType | undefined => {
    if (each.kind !== "name") return undefined;
    if (isPlain(each)) return of(kinds[each.name]!);
    const argument = each.name === "numpy:dtype" ? each.args?.[0] : each;
    const name = argument && dtypeOf(argument);
    if (name === "object") return neverType;
    return name !== undefined && elements.has(name)
      ? runtime("NDArray", { kind: "literal", value: name })
      : undefined;
  });
  const known = types.flatMap((type) => type ?? []);
  return known.length === types.length ? union(known) : undefined;
}

/** Builds `NDArray<"float64", [number, number]>` from the known parts. */
function arrayOf(shape: TypeFacts | undefined, dtype: TypeFacts | undefined): TsType | undefined {
  const argument = dtype?.kind === "name" && dtype.name === "numpy:dtype" ? dtype.args?.[0] : undefined;
  const names = factsOf(argument).map(dtypeOf);
  // Arrays of objects stay in Python.
  if (names.includes("object")) return names.length === 1 ? runtime("PyObject") : undefined;
  const known = names.length > 0 && names.every((name) => name !== undefined && elements.has(name));
  const axes = shapeOf(shape);
  if (!known) return axes ? runtime("NDArray", runtime("TypedArray"), axes) : runtime("NDArray");
  const element = union(names.map((value) => ({ kind: "literal", value: value! })));
  return axes ? runtime("NDArray", element, axes) : runtime("NDArray", element);
}

function shapeOf(facts: TypeFacts | undefined): TsType | undefined {
  if (facts?.kind !== "name" || facts.name !== "builtins:tuple" || !facts.args?.length) return undefined;
  const isOpen = facts.args.some((arg) => arg.kind !== "name" || arg.name !== "builtins:int");
  return isOpen ? undefined : { kind: "tuple", elements: facts.args.map(() => number), readonly: false };
}

function factsOf(facts: TypeFacts | undefined): readonly TypeFacts[] {
  return facts === undefined ? [] : facts.kind === "union" ? facts.members : [facts];
}

/** Returns a dtype such as `"float64"`, or `"floating"` for an abstract class. */
function dtypeOf(facts: TypeFacts): string | undefined {
  if (facts.kind !== "name" || !facts.name.startsWith("numpy:")) return undefined;
  const name = facts.name.slice("numpy:".length);
  const prefix = sized[name];
  const bits = prefix && bitsOf(facts.args?.[0]);
  if (!bits) return otherNames[name] ?? name;
  return bits > 64
    ? `${prefix === "complex" ? "clong" : "long"}double`
    : `${prefix}${prefix === "complex" ? 2 * bits : bits}`;
}

/**
 * Reads the bit width of a type such as `numpy._typing._nbit_base:_64Bit`. Returns the wider one if it depends on the
 * machine.
 */
function bitsOf(facts: TypeFacts | undefined): number {
  const widths = factsOf(facts).map((each) =>
    each.kind === "name" ? Number(/:_(\d+)Bit$/.exec(each.name)?.[1] ?? Number.NaN) : Number.NaN,
  );
  return widths.some(Number.isNaN) ? 0 : Math.max(0, ...widths);
}
