/** Every `code` of a `SnakebridgeError`, with the title of its page, `docs/errors/<code>.md`. */
export const errorCodes = {
  EnvironmentMissing: "No Python environment for this program",
  EnvironmentInvalid: "The environment record cannot be read",
  InterpreterMissing: "The Python interpreter does not exist",

  WorkerStartFailed: "A Python worker could not start",
  WorkerDied: "The Python worker ended during the call",
  ControlUnavailable: "The worker's control plane does not answer",
  ProtocolError: "The worker and this package do not understand each other",

  DeadlineExceeded: "The call ran longer than its deadline",
  Aborted: "The call's AbortSignal fired",
  Cancelled: "Python reports that the call was cancelled",
  QueueFull: "The pool has too many pending calls",
  PoolClosed: "The pool is closed",

  PythonException: "Python raised an exception",
  UnknownSymbol: "The module has no such name",
  ApiChanged: "The library changed after its wrapper was generated",
  ImportFailed: "The Python module cannot be imported",

  NotEncodable: "A value cannot be sent",
  NotDecodable: "A value cannot be read",

  StaleReference: "The Python object is gone",
  ObjectsOfTwoWorkers: "One call uses objects of two workers",
  EnvironmentMismatch: "One call uses two environments",
  SessionEnded: "The session has ended",
  SessionLost: "The session's worker died",

  InvalidOptions: "An option has a value that it cannot have",
  AlreadySent: "The call was sent before its options were set",
  NotSent: "The call was not sent",
  ReadAhead: "The generator has already read ahead",
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Whether a text, for example from a worker, is an error code of this version. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === "string" && Object.hasOwn(errorCodes, text);
}
