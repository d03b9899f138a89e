import {
  anyInput,
  array,
  global,
  membersOf,
  neverType,
  runtime,
  sameType,
  type TsType,
  union,
  unknownType,
} from "../ts-type.ts";
import { integer, narrowDict, number, real } from "./builtins.ts";
import { byReference, type Row, type Rows, rowsFor, structural } from "./row.ts";

const scalar = runtime("NumpyScalar");
const decimals = union([runtime("PyDecimal"), runtime("PyFraction")]);
const items = ([item = unknownType]: readonly TsType[]): TsType => runtime("PyItems", item);

/** An iterable, whose items cross as they are iterated. */
const iterable = ([item = anyInput]: readonly TsType[]): TsType => runtime("PyIterable", item);

const sequence: Row = {
  ...structural(
    ([item = anyInput]) => runtime("PySequence", item),
    ([item = unknownType]) =>
      union([
        array(item, true),
        // `range` is the only other sequence that crosses by value and is not text.
        ...(membersOf(item).some((each) => sameType(each, number)) ? [runtime("PyRange")] : []),
        runtime("PyItems", item),
      ]),
  ),
  exact: ([item = anyInput]) => array(item, true),
};

const mapping: Row = structural(
  ([key = anyInput, item = anyInput]) => runtime("PyMapping", key, item),
  ([key = unknownType, item]) => union([narrowDict([key, item ?? unknownType]), runtime("PyItems", key)]),
);

const set: Row = {
  ...structural(
    ([item = anyInput]) => runtime("PySet", item),
    ([item = unknownType]) => union([global("ReadonlySet", item), runtime("PyItems", item)]),
  ),
  exact: ([item = anyInput]) => global("ReadonlySet", item),
};

const collection: Row = {
  ...structural(iterable, ([item = unknownType]) =>
    union([global("Iterable", item), runtime("PyItems", item)]),
  ),
  exact: ([item = anyInput]) => union([global("Iterable", item), global("AsyncIterable", item)]),
};

/** Abstract classes of Python. Instances may belong to classes that cross by value, and to others. */
export const abstract: Rows = {
  ...rowsFor("collections.abc:Sequence collections.abc:MutableSequence", sequence),
  ...rowsFor("collections.abc:Mapping collections.abc:MutableMapping", mapping),
  ...rowsFor("collections.abc:Set collections.abc:MutableSet", set),
  ...rowsFor("collections.abc:Iterable collections.abc:Collection collections.abc:Reversible", collection),
  "collections.abc:Iterator": structural(iterable, items),
  "collections.abc:Generator": structural(iterable, ([item = unknownType, , result = unknownType]) =>
    sameType(result, unknownType) ? items([item]) : runtime("PyItems", item, result),
  ),
  ...rowsFor(
    "collections.abc:AsyncIterable collections.abc:AsyncIterator collections.abc:AsyncGenerator",
    structural(iterable, items),
  ),
  ...rowsFor(
    "collections.abc:KeysView collections.abc:ValuesView collections.abc:MappingView",
    byReference(items),
  ),
  "collections.abc:ValuesView": byReference(([, item = unknownType]) => runtime("PyItems", item)),
  "collections.abc:ItemsView": byReference(([key = unknownType, item = unknownType]) =>
    runtime("PyItems", { kind: "tuple", elements: [key, item], readonly: false }),
  ),
  // Awaitables are awaited.
  "collections.abc:Awaitable": structural(
    () => neverType,
    ([result]) => result,
  ),
  "collections.abc:Coroutine": structural(
    () => neverType,
    ([, , result]) => result,
  ),
  ...rowsFor(
    "collections.abc:Buffer collections.abc:ByteString",
    structural(() => runtime("PyBytesLike")),
  ),
  ...rowsFor(
    "collections.abc:Hashable collections.abc:Sized collections.abc:Container",
    structural(() => anyInput),
  ),
  "numbers:Integral": structural(() => union([integer, scalar])),
  "numbers:Rational": structural(() => union([integer, runtime("PyFraction"), scalar])),
  "numbers:Real": structural(() => union([real, runtime("PyFraction"), scalar])),
  ...rowsFor(
    "numbers:Complex numbers:Number",
    structural(() => union([real, decimals, runtime("PyComplex"), scalar])),
  ),
};
