import type { CallModel, KeywordsModel, PositionalModel } from "../model/model.ts";
import { anyInput, keyword, sameType, type TsType, union, unknownType } from "../model/ts-type.ts";
import { type Code, code, identifier, join, nothing, propertyKey, typeCode } from "./code.ts";
import { classReference, type PrintContext, printType } from "./print-type.ts";

/** The parts of which a function, a method or a constructor is printed. */
export interface PrintedCall {
  /** Inside the parentheses of the declaration. */
  readonly parameters: Code;
  /** The arguments as an array. */
  readonly args: Code;
  /** The name of the trailing object. */
  readonly kwargs: Code | undefined;
}

const lineWidth = 110;
const indent = "  ";

/** Prints the parameters of a declaration, and the names under which its body finds them. */
export function printCall(call: CallModel, context: PrintContext, depth: number): PrintedCall {
  const taken = new Set(call.positional.map(({ tsName }) => tsName));
  const free = (name: string): string => {
    let found = name;
    while (taken.has(found) || context.scope.has(found)) found += "_";
    taken.add(found);
    return found;
  };
  const names = call.positional.map(({ tsName }) =>
    identifier(context.scope.has(tsName) ? free(tsName) : tsName),
  );
  const parameters = call.positional.map((each, index) => positional(each, names[index]!, call, context));
  const rest = call.rest ? identifier(free("args")) : undefined;
  if (rest) parameters.push(code`...${rest}${typeCode`: ${printType(anyInput, context)}[]`}`);
  const kwargs = call.keywords ? identifier(free("kwargs")) : undefined;
  if (call.keywords && kwargs) {
    const optional = call.keywords.entries.every((entry) => entry.optional) ? code`?` : nothing;
    parameters.push(code`${kwargs}${typeCode`${optional}: ${keywordsType(call.keywords, context, depth)}`}`);
  }
  const args =
    rest && names.length === 0
      ? rest
      : code`[${join(rest ? [...names, code`...${rest}`] : names, code`, `)}]`;
  return { parameters: join(parameters, code`, `), args, kwargs };
}

/** The type of what a call gives; for a generated class also the class, so that a call has its members at once. */
export function printReturns(
  type: TsType,
  context: PrintContext,
): { readonly type: Code; readonly thunk: Code | undefined } {
  const thunk = type.kind === "class" ? code`() => ${classReference(type.key, "value", context)}` : undefined;
  return { type: code`${context.scope.runtime("PyCall", "type")}<${printType(type, context)}>`, thunk };
}

/** The type argument of a call of the runtime, where it says something. */
export function typeArgument(type: TsType, context: PrintContext): Code {
  return sameType(type, unknownType) ? nothing : typeCode`<${printType(type, context)}>`;
}

/** `(first, …)`, without what is absent at the end and with `undefined` for what is absent before. */
export function argumentList(parts: readonly (Code | undefined)[]): Code {
  const end = parts.findLastIndex((part) => part !== undefined) + 1;
  return code`(${join(
    parts.slice(0, end).map((part) => part ?? code`undefined`),
    code`, `,
  )})`;
}

function positional(model: PositionalModel, name: Code, call: CallModel, context: PrintContext): Code {
  const type = model.type.type;
  if (!model.optional) return code`${name}${typeCode`: ${printType(type, context)}`}`;
  const required = call.keywords?.entries.some((entry) => !entry.optional) ?? false;
  // TypeScript has no optional parameter before a required one.
  return required
    ? code`${name}${typeCode`: ${printType(orUndefined(type), context)}`}`
    : code`${name}${typeCode`?: ${printType(type, context)}`}`;
}

function keywordsType({ entries, open }: KeywordsModel, context: PrintContext, depth: number): Code {
  const properties = entries.map(({ name, type, optional }) =>
    optional
      ? code`${propertyKey(name)}?: ${printType(orUndefined(type.type), context)}`
      : code`${propertyKey(name)}: ${printType(type.type, context)}`,
  );
  if (open) properties.push(code`[keyword: string]: ${printType(anyInput, context)}`);
  const width = properties.reduce(
    (sum, { pieces }) => sum + 2 + pieces.reduce((all, { text }) => all + text.length, 0),
    0,
  );
  if (width <= lineWidth / 2) return code`{ ${join(properties, code`; `)} }`;
  const outer: Code = { pieces: [{ text: indent.repeat(depth), isType: false }] };
  return code`{\n${properties.map((each) => code`${outer}${code`  `}${each};\n`)}${outer}}`;
}

/** Under `exactOptionalPropertyTypes` a caller may still pass `undefined`, which leaves the keyword out. */
function orUndefined(type: TsType): TsType {
  return union([type, keyword("undefined")]);
}
