import { anyInput, keyword, neverType, runtime, union } from "../ts-type.ts";
import { integer } from "./builtins.ts";
import { byReference, type Rows, rowsFor, structural } from "./row.ts";

const index = union([integer, keyword("boolean")]);
const numeric = runtime("PyNumeric");

/** Protocols, by the values that have their methods. Only objects in Python have the methods of files. */
export const protocols: Rows = {
  // An object that satisfies a protocol is in Python.
  "typing:Protocol": byReference(),
  "builtins:object": structural(() => anyInput),
  "typing:SupportsIndex": { ...structural(() => runtime("PyIndex")), exact: () => index },
  ...rowsFor(
    "typing:SupportsInt typing:SupportsFloat typing:SupportsAbs typing:SupportsRound _typeshed:SupportsTrunc",
    structural(() => numeric),
  ),
  "typing:SupportsComplex": structural(() => union([numeric, runtime("PyComplex")])),
  "typing:SupportsBytes": structural(() => anyInput),
  ...rowsFor(
    "_typeshed:SupportsIter _typeshed:SupportsNext _typeshed:SupportsAiter _typeshed:SupportsAnext",
    structural(([item = anyInput]) => runtime("PyIterable", item)),
  ),
  ...rowsFor(
    "_typeshed:SupportsItems _typeshed:SupportsKeysAndGetItem",
    structural(([key = anyInput, item = anyInput]) => runtime("PyMapping", key, item)),
  ),
  "_typeshed:SupportsLenAndGetItem": structural(([item = anyInput]) => runtime("PySequence", item)),
  "_typeshed:SupportsRichComparison": structural(() => anyInput),
  "_typeshed:SizedBuffer": structural(() => runtime("PyBytesLike")),
  ...rowsFor(
    `_typeshed:HasFileno _typeshed:SupportsFlush _typeshed:SupportsNoArgReadline _typeshed:SupportsRead
     _typeshed:SupportsReadline _typeshed:SupportsWrite _typeshed:DataclassInstance`,
    structural(() => neverType),
  ),
};
