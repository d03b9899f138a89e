import type { ErrorCode } from "../error-codes.ts";
import { SnakebridgeError } from "../errors.ts";
import type { Request } from "./dispatcher.ts";

/** Why a connection ended: what its calls are told. */
export interface ConnectionEnd {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}

/** What a call is told that had no answer by then. */
export function failureAt(
  { code, message, cause }: ConnectionEnd,
  request: Request,
  pid: number,
): SnakebridgeError {
  const executed = request.id === 0 ? "no" : "maybe";
  return new SnakebridgeError(code, message, { symbol: request.symbol, pid, executed, cause });
}
