import { DecodingFailure } from "./failure.ts";

/** A type whose extension body is text. */
export interface TextCodec<T> {
  readonly code: number;
  readonly type: { readonly prototype: T };
  toText(value: T): string;
  fromText(text: string): T;
}

/** A type whose extension body is a msgpack array. */
export interface PartsCodec<T> {
  readonly code: number;
  readonly type: { readonly prototype: T };
  toParts(value: T): readonly unknown[];
  fromParts(parts: readonly unknown[]): T;
}

export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  throw new DecodingFailure(`expected text, found ${typeof value}`);
}

export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  throw new DecodingFailure(`expected a number, found ${typeof value}`);
}

export function asInteger(value: unknown): number | bigint {
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return value as number | bigint;
  throw new DecodingFailure(`expected an int, found ${typeof value}`);
}
