import { PyFrozenSet, PyRange, PySlice, PyTuple } from "../values/containers.ts";
import { Extension } from "./extension.ts";
import { asInteger, type PartsCodec } from "./extension-codec.ts";

export const tuple: PartsCodec<PyTuple> = {
  code: Extension.tuple,
  type: PyTuple,
  toParts: (value) => value,
  fromParts: (parts) => PyTuple.from(parts) as PyTuple,
};

export const set: PartsCodec<Set<unknown>> = {
  code: Extension.set,
  type: Set,
  toParts: (value) => [...value],
  fromParts: (parts) => new Set(parts),
};

export const frozenset: PartsCodec<PyFrozenSet> = {
  code: Extension.frozenset,
  type: PyFrozenSet,
  toParts: (value) => [...value],
  fromParts: (parts) => new PyFrozenSet(parts),
};

export const range: PartsCodec<PyRange> = {
  code: Extension.range,
  type: PyRange,
  toParts: (value) => [value.start, value.stop, value.step],
  fromParts: ([start, stop, step]) => new PyRange(asInteger(start), asInteger(stop), asInteger(step)),
};

export const slice: PartsCodec<PySlice> = {
  code: Extension.slice,
  type: PySlice,
  toParts: (value) => [value.start, value.stop, value.step],
  fromParts: ([start, stop, step]) => new PySlice(start, stop, step),
};
