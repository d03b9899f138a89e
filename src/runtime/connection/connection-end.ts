import type { ErrorCode } from "../error-codes.ts";
import { SnakebridgeError } from "../errors.ts";
import type { Request } from "./request.ts";

/** Why a connection ended; its calls fail with it. */
export interface ConnectionEnd {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}

/** Returns the failure of a call that had no reply by then. */
export function failureAt(
  { code, message, cause }: ConnectionEnd,
  request: Request,
  pid: number,
): SnakebridgeError {
  const executed = request.id === 0 ? "no" : "maybe";
  return new SnakebridgeError(code, message, { symbol: request.symbol, pid, executed, cause });
}
