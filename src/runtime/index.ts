/** `snakebridge/runtime`: the API that a program uses in addition to its generated modules. */
import { provideDefaultDispatchers } from "./call/default-dispatcher.ts";
import { defaultPoolIn } from "./pool/default-pool.ts";

export type { Accelerator, AcceleratorDevice, AcceleratorKind } from "../shared/accelerators/accelerator.ts";
export type { CallOptions } from "./call/call-options.ts";
export type { Dispatcher } from "./call/dispatcher.ts";
export { type Scope, scope } from "./call/scope.ts";
export type { ErrorCode } from "./error-codes.ts";
export { type Executed, SnakebridgeError } from "./errors.ts";
export { coroutine } from "./host/coroutine.ts";
export { signature } from "./host/signature.ts";
export type { InterceptedCall, Interceptor } from "./interceptors/interceptor.ts";
export type { Memo, MemoOptions, MemoStatistics } from "./memo/memo.ts";
export type {
  PyArrayLike,
  PyBytesLike,
  PyCallback,
  PyDateLike,
  PyDateTimeLike,
  PyDTypeLike,
  PyIndex,
  PyIterable,
  PyMapping,
  PyNumber,
  PyNumeric,
  PyPathLike,
  PySequence,
  PySet,
  PyTimeDeltaLike,
  PyTimeLike,
  PyType,
} from "./object/accepted-types.ts";
export type { PyClass } from "./object/classes.ts";
export type { PyContext } from "./object/context.ts";
export type { IterateOptions } from "./object/iterate.ts";
export type { PyAttribute } from "./object/py-attribute.ts";
export type { PyCall, PyInput } from "./object/py-call.ts";
export { PyObject } from "./object/py-object.ts";
export { isPythonError, PythonError, type PythonFrame } from "./object/python-error.ts";
export type { PyItems, PyReturned } from "./object/returned-types.ts";
export { createPool } from "./pool/create-pool.ts";
export { close, environment, memo, setDefaultPool } from "./pool/default-pools.ts";
export type { PoolOptions } from "./pool/options.ts";
export type { CloseOptions, Pool, PoolStatistics } from "./pool/pool.ts";
export { accelerators } from "./program/accelerators.ts";
export { batch, type Settled } from "./program/batch/batch.ts";
export { call } from "./program/call.ts";
export { type MapOptions, map, type PyMap } from "./program/map/map.ts";
export {
  type ClassBody,
  classmethod,
  type Method,
  type PySubclass,
  property,
  staticmethod,
  subclass,
} from "./program/subclass.ts";
export { type Generated, symbol } from "./program/symbol.ts";
export { session } from "./session/default-session.ts";
export type { OpenSession, Session } from "./session/session.ts";
export { PyByteArray, PyFrozenSet, PyRange, PySlice, PyTuple, slice, tuple } from "./values/containers.ts";
export type { TypedArray } from "./values/dtype.ts";
export { PyPath, PyUuid } from "./values/identifiers.ts";
export { ellipsis, float, Kwargs, kw, notImplemented, PyFloat } from "./values/markers.ts";
export { NumpyScalar } from "./values/ndarray.ts";
export { PyComplex, PyDecimal, PyFraction } from "./values/numbers.ts";
export { PyDate, PyDateTime, PyTime, PyTimeDelta, type Zone } from "./values/temporal.ts";
export { type DType, NDArray } from "./values/typed-ndarray.ts";

provideDefaultDispatchers(defaultPoolIn);
