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
import { described, inPython, type Row, type Rows, rowsFor } from "./row.ts";

const scalar = runtime("NumpyScalar");
const decimals = union([runtime("PyDecimal"), runtime("PyFraction")]);
const items = ([item = unknownType]: readonly TsType[]): TsType => runtime("PyItems", item);

/** What is iterated over with its items as they come. */
const iterable = ([item = anyInput]: readonly TsType[]): TsType => runtime("PyIterable", item);

const sequence: Row = {
  ...described(
    ([item = anyInput]) => runtime("PySequence", item),
    ([item = unknownType]) =>
      union([
        array(item, true),
        // `range` is the one other sequence that comes by value and is not text.
        ...(membersOf(item).some((each) => sameType(each, number)) ? [runtime("PyRange")] : []),
        runtime("PyItems", item),
      ]),
  ),
  exact: ([item = anyInput]) => array(item, true),
};

const mapping: Row = described(
  ([key = anyInput, item = anyInput]) => runtime("PyMapping", key, item),
  ([key = unknownType, item]) => union([narrowDict([key, item ?? unknownType]), runtime("PyItems", key)]),
);

const set: Row = {
  ...described(
    ([item = anyInput]) => runtime("PySet", item),
    ([item = unknownType]) => union([global("ReadonlySet", item), runtime("PyItems", item)]),
  ),
  exact: ([item = anyInput]) => global("ReadonlySet", item),
};

const collection: Row = {
  ...described(iterable, ([item = unknownType]) =>
    union([global("Iterable", item), runtime("PyItems", item)]),
  ),
  exact: ([item = anyInput]) => union([global("Iterable", item), global("AsyncIterable", item)]),
};

/** Python's abstract classes: instances may be of classes that cross by value, and of others. */
export const abstract: Rows = {
  ...rowsFor("collections.abc:Sequence collections.abc:MutableSequence", sequence),
  ...rowsFor("collections.abc:Mapping collections.abc:MutableMapping", mapping),
  ...rowsFor("collections.abc:Set collections.abc:MutableSet", set),
  ...rowsFor("collections.abc:Iterable collections.abc:Collection collections.abc:Reversible", collection),
  "collections.abc:Iterator": described(iterable, items),
  "collections.abc:Generator": described(iterable, ([item = unknownType, , result = unknownType]) =>
    sameType(result, unknownType) ? items([item]) : runtime("PyItems", item, result),
  ),
  ...rowsFor(
    "collections.abc:AsyncIterable collections.abc:AsyncIterator collections.abc:AsyncGenerator",
    described(iterable, items),
  ),
  ...rowsFor(
    "collections.abc:KeysView collections.abc:ValuesView collections.abc:MappingView",
    inPython(items),
  ),
  "collections.abc:ValuesView": inPython(([, item = unknownType]) => runtime("PyItems", item)),
  "collections.abc:ItemsView": inPython(([key = unknownType, item = unknownType]) =>
    runtime("PyItems", { kind: "tuple", elements: [key, item], readonly: false }),
  ),
  // What can be awaited is awaited.
  "collections.abc:Awaitable": described(
    () => neverType,
    ([result]) => result,
  ),
  "collections.abc:Coroutine": described(
    () => neverType,
    ([, , result]) => result,
  ),
  ...rowsFor(
    "collections.abc:Buffer collections.abc:ByteString",
    described(() => runtime("PyBytesLike")),
  ),
  ...rowsFor(
    "collections.abc:Hashable collections.abc:Sized collections.abc:Container",
    described(() => anyInput),
  ),
  "numbers:Integral": described(() => union([integer, scalar])),
  "numbers:Rational": described(() => union([integer, runtime("PyFraction"), scalar])),
  "numbers:Real": described(() => union([real, runtime("PyFraction"), scalar])),
  ...rowsFor(
    "numbers:Complex numbers:Number",
    described(() => union([real, decimals, runtime("PyComplex"), scalar])),
  ),
};
