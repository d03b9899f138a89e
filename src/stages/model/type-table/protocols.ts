import { anyInput, keyword, neverType, runtime, union } from "../ts-type.ts";
import { integer } from "./builtins.ts";
import { described, inPython, type Rows, rowsFor } from "./row.ts";

const index = union([integer, keyword("boolean")]);
const numeric = runtime("PyNumeric");

/** Protocols by the methods that they ask for, said by what has them. Only objects in Python can have those of a file. */
export const protocols: Rows = {
  // Whatever it is that meets a protocol, it is in Python.
  "typing:Protocol": inPython(),
  "builtins:object": described(() => anyInput),
  "typing:SupportsIndex": { ...described(() => runtime("PyIndex")), exact: () => index },
  ...rowsFor(
    "typing:SupportsInt typing:SupportsFloat typing:SupportsAbs typing:SupportsRound _typeshed:SupportsTrunc",
    described(() => numeric),
  ),
  "typing:SupportsComplex": described(() => union([numeric, runtime("PyComplex")])),
  "typing:SupportsBytes": described(() => anyInput),
  ...rowsFor(
    "_typeshed:SupportsIter _typeshed:SupportsNext _typeshed:SupportsAiter _typeshed:SupportsAnext",
    described(([item = anyInput]) => runtime("PyIterable", item)),
  ),
  ...rowsFor(
    "_typeshed:SupportsItems _typeshed:SupportsKeysAndGetItem",
    described(([key = anyInput, item = anyInput]) => runtime("PyMapping", key, item)),
  ),
  "_typeshed:SupportsLenAndGetItem": described(([item = anyInput]) => runtime("PySequence", item)),
  "_typeshed:SupportsRichComparison": described(() => anyInput),
  "_typeshed:SizedBuffer": described(() => runtime("PyBytesLike")),
  ...rowsFor(
    `_typeshed:HasFileno _typeshed:SupportsFlush _typeshed:SupportsNoArgReadline _typeshed:SupportsRead
     _typeshed:SupportsReadline _typeshed:SupportsWrite _typeshed:DataclassInstance`,
    described(() => neverType),
  ),
};
