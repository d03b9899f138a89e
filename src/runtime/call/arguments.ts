import { encodeList, encodeValue } from "../codec/encode.ts";
import { EncodingFailure, pathStep } from "../codec/failure.ts";
import { encodeText } from "../codec/text.ts";
import type { Writer } from "../codec/writer.ts";
import { Kwargs } from "../values/markers.ts";
import { nameAfterGap, OptionalArguments } from "./optional-arguments.ts";

/** Keyword arguments by name. */
type Entries = Readonly<Record<string, unknown>>;

/** Keyword arguments: a plain object, or one marked with `kw(...)`. */
export type Keywords = Entries | Kwargs;

export interface Arguments {
  readonly args: readonly unknown[] | undefined;
  readonly kwargs: Entries | undefined;
}

/** Splits arguments into positional and keyword arguments. Takes over `args`: the caller must not use it afterwards. */
export function splitArguments(
  symbol: string,
  args: unknown[] | OptionalArguments,
  kwargs: unknown,
): Arguments {
  if (args instanceof OptionalArguments) return splitOptional(symbol, args);
  dropTrailing(args);
  const last = args[args.length - 1];
  if (last instanceof Kwargs) {
    args.pop();
    if (kwargs !== undefined)
      throw new TypeError(
        `${symbol} got keyword arguments twice. Pass them once, with kw({...}) as the last argument.`,
      );
    return { args, kwargs: last.entries };
  }
  if (kwargs === undefined) return { args, kwargs: undefined };
  if (kwargs instanceof Kwargs) return { args, kwargs: kwargs.entries };
  if (isPlainObject(kwargs)) return { args, kwargs };
  throw new TypeError(
    `${symbol} got ${nameOf(kwargs)} as its last argument, where keyword arguments belong. Pass { name: value } or kw({ name: value }).`,
  );
}

/** A plain object in the last place, after the positional arguments in `lead`, is the keyword arguments. */
function splitOptional(symbol: string, optional: OptionalArguments): Arguments {
  const args = [...optional.lead, ...optional.rest];
  dropTrailing(args);
  const last = args[args.length - 1];
  const isKeywords = last instanceof Kwargs || (args.length > optional.lead.length && isPlainObject(last));
  if (isKeywords) {
    args.pop();
    dropTrailing(args);
  }
  const kwargs = isKeywords ? (last instanceof Kwargs ? last.entries : last) : undefined;
  const { names, first } = optional;
  const hasGap = names !== undefined && args.length > optional.lead.length && args.includes(undefined, first);
  return { args, kwargs: hasGap ? nameAfterGap(symbol, args, kwargs, names, first) : kwargs };
}

function dropTrailing(args: unknown[]): void {
  while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
}

function isPlainObject(value: unknown): value is Entries {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return `a ${typeof value}`;
  return Array.isArray(value) ? "an array" : `an object of class ${value.constructor?.name ?? "?"}`;
}

/** Writes `[...lead, args?, kwargs?]`. */
export function writePayload(writer: Writer, lead: readonly unknown[], { args, kwargs }: Arguments): void {
  const names = kwargs === undefined ? [] : Object.keys(kwargs).filter((name) => kwargs[name] !== undefined);
  const parts = names.length > 0 ? 2 : args !== undefined && args.length > 0 ? 1 : 0;
  writer.arrayHeader(lead.length + parts);
  for (const part of lead) {
    if (typeof part === "string") encodeText(writer, part);
    else located("self", () => encodeValue(writer, part));
  }
  if (parts > 0) located("args", () => encodeList(writer, args ?? [], 0));
  if (parts < 2) return;
  writer.mapHeader(names.length);
  for (const name of names) {
    encodeText(writer, name);
    located(`kwargs${pathStep(name)}`, () => encodeValue(writer, kwargs![name], 1));
  }
}

function located(root: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw error instanceof EncodingFailure ? new UnencodableArgument(error.describe(root), error) : error;
  }
}

/** An encoding failure whose message names the argument and the path in it. */
export class UnencodableArgument extends Error {
  constructor(message: string, cause: EncodingFailure) {
    super(message, { cause });
  }
}
