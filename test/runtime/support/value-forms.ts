import {
  ellipsis,
  float,
  NDArray,
  NumpyScalar,
  notImplemented,
  PyByteArray,
  PyComplex,
  PyDate,
  PyDateTime,
  PyDecimal,
  PyFraction,
  PyFrozenSet,
  PyPath,
  PyRange,
  PySlice,
  PyTime,
  PyTimeDelta,
  PyTuple,
  PyUuid,
  tuple,
} from "../../../src/runtime/index.ts";
import { elementBytes, readElements } from "../../../src/runtime/values/ndarray.ts";

/** A value as plain JSON, exact to the bit: `fixtures/values/pkg/value_forms.py` says the same in Python. */
export type Form = readonly [name: string, ...parts: unknown[]];

/** What a program writes to mean this Python value. */
export function madeFrom(form: Form): unknown {
  const [name, ...parts] = form;
  return builders[name]!(...(parts as never[]));
}

/** The form of what has arrived. A number without a fraction is an int: JavaScript has no other. */
export function formOf(value: unknown): Form {
  switch (typeof value) {
    case "boolean":
      return ["bool", value];
    case "bigint":
      return ["int", hexOf(value)];
    case "string":
      return ["str", pointsOf(value)];
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? ["int", hexOf(BigInt(value))]
        : ["float", bitsOf(value)];
    case "symbol":
      if (value === ellipsis) return ["ellipsis"];
      if (value === notImplemented) return ["notimplemented"];
      break;
    case "object": {
      if (value === null) return ["none"];
      const read = readers.get(Object.getPrototypeOf(value) as object);
      if (read !== undefined) return read(value as never);
    }
  }
  throw new TypeError(`no value of the table: ${String(value)}`);
}

/** What arrives for a form: 2.0 is the number 2, also where it is part of something. */
export function asItArrives(form: Form): Form {
  const [name, ...parts] = form;
  if (name === "float") return formOf(numberOf(parts[0] as string));
  if (name === "list" || name === "tuple") return [name, (parts[0] as Form[]).map(asItArrives)];
  if (name === "set" || name === "frozenset") return [name, sorted((parts[0] as Form[]).map(asItArrives))];
  if (name === "dict")
    return [name, (parts[0] as [Form, Form][]).map(([key, item]) => [asItArrives(key), asItArrives(item)])];
  // numpy's names for what Python has itself.
  if (name === "scalar" && ["<f8", "<i8", "|b1"].includes(parts[0] as string))
    return formOf(plainNumber(madeFrom(form) as NumpyScalar));
  if (name === "slice") return [name, ...(parts as Form[]).map(asItArrives)];
  return form;
}

function plainNumber({ value }: NumpyScalar): unknown {
  return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Sets have no order: their items are sorted by their text, as Python does. */
export function sorted(forms: readonly Form[]): Form[] {
  const texts = forms.map((form) => [JSON.stringify(form), form] as const);
  return texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, form]) => form);
}

export function bitsOf(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

function numberOf(bits: string): number {
  return bits === "nan" ? Number.NaN : Buffer.from(bits, "hex").readDoubleBE();
}

export function hexOf(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

function bigintOf(hex: string): bigint {
  return hex.startsWith("-") ? -BigInt(hex.slice(1)) : BigInt(hex);
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

function textOf(points: readonly number[]): string {
  return points.map((point) => String.fromCodePoint(point)).join("");
}

function decimalForm({ text }: PyDecimal): Form {
  const special = /^(-?)(?:Infinity|(s?)NaN(\d*))$/.exec(text);
  if (special !== null) {
    const sign = special[1] === "" ? 0 : 1;
    if (text.endsWith("Infinity")) return ["decimal", sign, "0", "F"];
    return ["decimal", sign, special[3], special[2] === "s" ? "N" : "n"];
  }
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]\d+))?$/.exec(text)!;
  const digits = (whole! + fraction).replace(/^0+(?=\d)/, "");
  return ["decimal", sign === "" ? 0 : 1, digits, Number(exponent) - fraction.length];
}

function decimalOf(sign: number, digits: string, exponent: number | string): PyDecimal {
  const minus = sign === 0 ? "" : "-";
  if (exponent === "F") return new PyDecimal(`${minus}Infinity`);
  if (typeof exponent === "string")
    return new PyDecimal(`${minus}${exponent === "N" ? "s" : ""}NaN${digits}`);
  return new PyDecimal(`${minus}${digits}E${exponent}`);
}

type Clock = [
  hour: number,
  minute: number,
  second: number,
  micro: number,
  fold: number,
  zone: PyTime["zone"],
];

function timeOf(...[hour, minute, second, microsecond, fold, zone]: Clock): PyTime {
  return new PyTime(hour, minute, second, microsecond, zone, fold);
}

function clockOf(time: PyTime): Clock {
  return [time.hour, time.minute, time.second, time.microsecond, time.fold, time.zone];
}

/** A plain object where that keeps the order, as programs write it; else a Map. */
function dictOf(pairs: readonly [Form, Form][]): unknown {
  const entries = pairs.map(([key, item]) => [madeFrom(key), madeFrom(item)] as const);
  if (entries.some(([key]) => typeof key !== "string")) return new Map(entries);
  const record: Record<string, unknown> = Object.fromEntries(entries);
  return Object.keys(record).every((key, index) => key === entries[index]![0]) ? record : new Map(entries);
}

const builders: Readonly<Record<string, (...parts: never[]) => unknown>> = {
  none: () => null,
  bool: (value: boolean) => value,
  int(hex: string) {
    const value = bigintOf(hex);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  },
  float(bits: string) {
    const value = numberOf(bits);
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? float(value) : value;
  },
  str: textOf,
  bytes: (hex: string) => Uint8Array.from(Buffer.from(hex, "hex")),
  bytearray: (hex: string) => new PyByteArray(Buffer.from(hex, "hex")),
  list: (items: Form[]) => items.map(madeFrom),
  tuple: (items: Form[]) => tuple(...items.map(madeFrom)),
  set: (items: Form[]) => new Set(items.map(madeFrom)),
  frozenset: (items: Form[]) => new PyFrozenSet(items.map(madeFrom)),
  dict: dictOf,
  complex: (real: string, imag: string) => new PyComplex(numberOf(real), numberOf(imag)),
  decimal: decimalOf,
  fraction: (numerator: string, denominator: string) =>
    new PyFraction(bigintOf(numerator), bigintOf(denominator)),
  date: (year: number, month: number, day: number) => new PyDate(year, month, day),
  time: timeOf,
  datetime: (year: number, month: number, day: number, ...clock: Clock) =>
    new PyDateTime(new PyDate(year, month, day), timeOf(...clock)),
  timedelta: (days: number, seconds: number, microseconds: number) =>
    new PyTimeDelta(days, seconds, microseconds),
  uuid: (hex: string) => new PyUuid(hex),
  path: (points: number[]) => new PyPath(textOf(points)),
  range: (...bounds: [string, string, string]) =>
    new PyRange(...(bounds.map(bigintOf) as [bigint, bigint, bigint])),
  slice: (...bounds: [Form, Form, Form]) =>
    new PySlice(...(bounds.map(madeFrom) as [unknown, unknown, unknown])),
  ellipsis: () => ellipsis,
  notimplemented: () => notImplemented,
  ndarray: (dtype: string, shape: number[], hex: string) =>
    new NDArray(readElements(dtype, Uint8Array.from(Buffer.from(hex, "hex"))), shape, dtype),
  scalar: (dtype: string, hex: string) => new NumpyScalar(dtype, Uint8Array.from(Buffer.from(hex, "hex"))),
};

const readers = new Map<object, (value: never) => Form>([
  [Uint8Array.prototype, (value: Uint8Array) => ["bytes", Buffer.from(value).toString("hex")]],
  [PyByteArray.prototype, (value: Uint8Array) => ["bytearray", Buffer.from(value).toString("hex")]],
  [Array.prototype, (value: unknown[]) => ["list", value.map(formOf)]],
  [PyTuple.prototype, (value: unknown[]) => ["tuple", value.map(formOf)]],
  [Set.prototype, (value: Set<unknown>) => ["set", sorted([...value].map(formOf))]],
  [PyFrozenSet.prototype, (value: Set<unknown>) => ["frozenset", sorted([...value].map(formOf))]],
  [Object.prototype, (value: object) => ["dict", Object.entries(value).map((pair) => pair.map(formOf))]],
  [Map.prototype, (value: Map<unknown, unknown>) => ["dict", [...value].map((pair) => pair.map(formOf))]],
  [PyComplex.prototype, (value: PyComplex) => ["complex", bitsOf(value.real), bitsOf(value.imag)]],
  [PyDecimal.prototype, decimalForm],
  [
    PyFraction.prototype,
    (value: PyFraction) => ["fraction", hexOf(value.numerator), hexOf(value.denominator)],
  ],
  [PyDate.prototype, ({ year, month, day }: PyDate) => ["date", year, month, day]],
  [PyTime.prototype, (value: PyTime) => ["time", ...clockOf(value)]],
  [
    PyDateTime.prototype,
    ({ date, time }: PyDateTime) => ["datetime", date.year, date.month, date.day, ...clockOf(time)],
  ],
  [
    PyTimeDelta.prototype,
    (value: PyTimeDelta) => ["timedelta", value.days, value.seconds, value.microseconds],
  ],
  [PyUuid.prototype, (value: PyUuid) => ["uuid", value.hex]],
  [PyPath.prototype, (value: PyPath) => ["path", pointsOf(value.path)]],
  [
    PyRange.prototype,
    ({ start, stop, step }: PyRange) => [
      "range",
      ...[start, stop, step].map((bound) => hexOf(BigInt(bound))),
    ],
  ],
  [PySlice.prototype, ({ start, stop, step }: PySlice) => ["slice", ...[start, stop, step].map(formOf)]],
  [
    NDArray.prototype,
    (value: NDArray) => [
      "ndarray",
      value.dtype,
      value.shape,
      Buffer.from(elementBytes(value.dtype, value.data)).toString("hex"),
    ],
  ],
  [
    NumpyScalar.prototype,
    (value: NumpyScalar) => ["scalar", value.dtype, Buffer.from(value.bytes).toString("hex")],
  ],
]);
