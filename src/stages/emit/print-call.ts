import type {
  CallModel,
  KeywordModel,
  KeywordsModel,
  PlacedModel,
  PositionalModel,
  Typed,
} from "../model/model.ts";
import { anyInput, array, keyword, sameType, type TsType, union } from "../model/ts-type.ts";
import { type Code, code, identifier, join, nothing, number, propertyKey, string, typeCode } from "./code.ts";
import { callType } from "./print-returns.ts";
import { type PrintContext, printType, typeParameters } from "./print-type.ts";

/** The printed parts of a function, a method or a constructor. */
export interface PrintedCall {
  /** `<T>(x: T)` */
  readonly parameters: Code;
  /** The parameters and result of each overload, without the call's own signature. */
  readonly overloads: readonly { readonly parameters: Code; readonly returns: Code }[];
  /**
   * The parameters of the declaration with the body. With overloads it is hidden, and accepts everything that they
   * accept.
   */
  readonly implementation: Code;
  /** The parameters that are always positional, as the body names them. */
  readonly names: readonly Code[];
  /** The positional arguments, or all arguments. */
  readonly args: Code;
  /** The name of the trailing object, if it has a separate parameter. */
  readonly kwargs: Code | undefined;
}

/** Printed comments. */
export interface Documentation {
  readonly full: Code;
  readonly summary: Code;
}

const lineWidth = 110;
const indent = "  ";

/**
 * Prints the parameters of a declaration, and the names that its body uses for them.
 *
 * @param label the name under which the file declares the type of the keywords, if overloads share it
 */
export function printCall(call: CallModel, label: string, context: PrintContext, depth: number): PrintedCall {
  const allocate = nameAllocator(call, context);
  const names = call.positional.map(({ tsName }) =>
    identifier(context.referable.has(tsName) ? allocate(tsName) : tsName),
  );
  const placed = call.keywords?.placed ?? [];
  const rest = call.rest ? identifier(allocate("args")) : undefined;
  const optional = placed.length > 0 ? identifier(allocate("rest")) : undefined;
  const kwargs = call.keywords && !optional ? identifier(allocate("kwargs")) : undefined;
  const shared = call.overloads.length > 0;
  const type = call.keywords && keywordsType(call.keywords, label, shared, context, depth);
  const known = call.rest && hasTypes(call.rest, call.restKeywords) ? call.restKeywords : undefined;
  const variadic = known && keywordsType(known, label, shared, context, depth);

  const trailing = (keywords: Code): Code =>
    code`${context.scope.runtime("PyKeywords", "type")}<${keywords}>`;
  const entries = call.keywords?.entries ?? [];
  const declare = (
    models: readonly PositionalModel[],
    narrowed: readonly KeywordModel[],
    keywords: Code | undefined,
    returns: TsType,
    isPublic = true,
  ): Code => {
    const isOptional = [...entries, ...narrowed].every(({ optional }) => optional);
    const parameters = models.map((model, index) =>
      positional(model, names[index]!, isOptional, keywords !== undefined, context),
    );
    if (rest && call.rest)
      parameters.push(code`...${rest}${typeCode`: ${printVariadic(call.rest.type, variadic, context)}`}`);
    if (optional && keywords) {
      const restType = isPublic ? printRest(placed, keywords, context) : code`unknown[]`;
      parameters.push(code`...${optional}${typeCode`: ${restType}`}`);
    }
    if (kwargs && keywords)
      parameters.push(code`${kwargs}${typeCode`${isOptional ? code`?` : nothing}: ${trailing(keywords)}`}`);
    const shownKeywords = rest ? known : isPublic || kwargs ? call.keywords : undefined;
    const types = [
      ...models.map((each) => each.type.type),
      ...(call.rest ? [call.rest.type] : []),
      ...(shownKeywords ? typesOf(shownKeywords) : []),
      ...narrowed.map((each) => each.type.type),
      returns,
    ];
    return code`${typeCode`${typeParameters(types, context)}`}(${join(parameters, code`, `)})`;
  };
  const parameters = declare(call.positional, [], type, call.returns.type);
  const wide = call.positional.map((each) => ({ ...each, type: { ...each.type, type: anyInput } }));
  return {
    parameters,
    implementation: shared ? declare(wide, [], type, call.returns.type, false) : parameters,
    overloads: call.overloads.map((overload) => {
      const narrowed = overload.keywords.map((keyword) => property(keyword, context));
      const keywords = narrowed.length > 0 && type ? code`${type} & { ${join(narrowed, code`; `)} }` : type;
      return {
        parameters: declare(overload.positional, overload.keywords, keywords, overload.returns.type),
        returns: callType(overload.returns.type, context),
      };
    }),
    names,
    args: printArguments(call, names, rest, optional, context),
    kwargs,
  };
}

/** Prints `PyRest<[axis?: "axis"], { axis?: PyInput; where?: PyInput }>`. */
function printRest(placed: readonly PlacedModel[], keywords: Code, context: PrintContext): Code {
  const labels = placed.map(({ tsName, name }) => code`${identifier(tsName)}?: ${string(name)}`);
  return code`${context.scope.runtime("PyRest", "type")}<[${join(labels, code`, `)}], ${keywords}>`;
}

/** Whether the types are more precise than any values with trailing keywords. */
function hasTypes(rest: Typed, keywords: KeywordsModel | undefined): boolean {
  return !sameType(rest.type, anyInput) || keywords?.entries.length !== 0;
}

/** Prints `string[]`, or `PyVariadic<{ sep?: string }, string>` if keywords can follow. */
function printVariadic(type: TsType, keywords: Code | undefined, context: PrintContext): Code {
  if (!keywords) return printType(array(type, false), context);
  const items = sameType(type, anyInput) ? nothing : code`, ${printType(type, context)}`;
  return code`${context.scope.runtime("PyVariadic", "type")}<${keywords}${items}>`;
}

/** Prints `[a, b]`, `[a, ...args]`, `pyArguments([a], args)`, `pyArguments([a], rest, "axis dtype")`. */
function printArguments(
  { positional, keywords, restKeywords }: CallModel,
  names: readonly Code[],
  rest: Code | undefined,
  optional: Code | undefined,
  context: PrintContext,
): Code {
  if (!optional && !restKeywords) return list(names, rest);
  const arrange = context.scope.runtime("pyArguments", "value");
  if (!optional) return code`${arrange}${argumentList([list(names), rest])}`;
  const placed = keywords?.placed ?? [];
  const lead = positional.flatMap(({ optional, keyword }) => (optional && keyword ? [keyword] : []));
  const all = string([...lead, ...placed.map(({ name }) => name)].join(" "));
  const first = lead.length > 0 ? number(positional.length - lead.length) : undefined;
  return code`${arrange}${argumentList([list(names), optional, all, first])}`;
}

function list(names: readonly Code[], rest?: Code): Code {
  if (rest && names.length === 0) return rest;
  return code`[${join(rest ? [...names, code`...${rest}`] : names, code`, `)}]`;
}

/**
 * Prints the part before the declaration with the body: its documentation, or overloads. The first overload has the
 * full documentation, the others its summary. The JavaScript has no overloads.
 */
export function printOverloads(call: PrintedCall, before: Code, returns: Code, docs: Documentation): Code {
  if (call.overloads.length === 0) return docs.full;
  const all = [...call.overloads, { parameters: call.parameters, returns }];
  return typeCode`${all.map(
    (each, index) =>
      code`${index === 0 ? docs.full : docs.summary}${before}${each.parameters}: ${each.returns};\n`,
  )}`;
}

/** A note for documentation, if the types cannot express it. */
export function keywordsNote({ restKeywords }: CallModel): string | undefined {
  return restKeywords ? "A plain object as the last argument holds the keyword arguments." : undefined;
}

/** Prints `(first, …)`. Absent parts at the end are omitted, others become `undefined`. */
export function argumentList(parts: readonly (Code | undefined)[]): Code {
  const end = parts.findLastIndex((part) => part !== undefined) + 1;
  return code`(${join(
    parts.slice(0, end).map((part) => part ?? code`undefined`),
    code`, `,
  )})`;
}

/** Allocates parameter names that are unique and that the body does not need for something else. */
function nameAllocator(call: CallModel, { referable }: PrintContext): (name: string) => string {
  const taken = new Set(call.positional.map(({ tsName }) => tsName));
  return (name) => {
    let local = name;
    while (taken.has(local) || referable.has(local)) local += "_";
    taken.add(local);
    return local;
  };
}

/**
 * @param mayBeLast whether every keyword is optional, so that an optional parameter may follow
 * @param hasKeywords whether keywords can follow: then `kw(...)` may be the last argument at any position
 */
function positional(
  model: PositionalModel,
  name: Code,
  mayBeLast: boolean,
  hasKeywords: boolean,
  context: PrintContext,
): Code {
  const type = model.type.type;
  if (!model.optional) return code`${name}${typeCode`: ${printType(type, context)}`}`;
  // TypeScript forbids an optional parameter before a required one.
  if (!mayBeLast) return code`${name}${typeCode`: ${printType(orUndefined(type), context)}`}`;
  const isTyped = hasKeywords && !sameType(type, anyInput);
  const keywords = isTyped ? code` | ${context.scope.runtime("Kwargs", "type")}` : nothing;
  return code`${name}${typeCode`?: ${printType(type, context)}${keywords}`}`;
}

function typesOf({ entries, open }: KeywordsModel): readonly TsType[] {
  return [...entries.map(({ type }) => type.type), ...(open ? [open.type] : [])];
}

function keywordsType(
  model: KeywordsModel,
  label: string,
  isShared: boolean,
  context: PrintContext,
  depth: number,
): Code {
  const { entries, open } = model;
  const properties = entries.map((entry) => property(entry, context));
  if (open) properties.push(code`[keyword: string]: ${printType(orUndefined(open.type), context)}`);
  const outer: Code = { pieces: [{ text: indent.repeat(isShared ? 0 : depth), isType: false }] };
  const width = properties.reduce((sum, part) => sum + 2 + lengthOf(part), 0);
  const type =
    width <= lineWidth / 2
      ? code`{ ${join(properties, code`; `)} }`
      : code`{\n${properties.map((each) => code`${outer}${code`  `}${each};\n`)}${outer}}`;
  if (!isShared) return type;
  return context.scope.declareType(`${label}$kwargs`, typeParameters(typesOf(model), context), type);
}

function property({ name, type, optional }: KeywordModel, context: PrintContext): Code {
  return optional
    ? code`${propertyKey(name)}?: ${printType(orUndefined(type.type), context)}`
    : code`${propertyKey(name)}: ${printType(type.type, context)}`;
}

function lengthOf({ pieces }: Code): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** Adds `undefined`: under `exactOptionalPropertyTypes` too, a caller may pass it to omit the keyword. */
function orUndefined(type: TsType): TsType {
  return union([type, keyword("undefined")]);
}
