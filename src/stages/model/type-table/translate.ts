import type { FieldFacts, TypeFacts } from "../../../facts/facts.ts";
import type { TypeContext } from "../providers/provider.ts";
import {
  anyInput,
  keyword,
  neverType,
  runtime,
  sameType,
  type TsType,
  tuple,
  union,
  unknownType,
} from "../ts-type.ts";
import { ellipsis } from "./builtins.ts";
import { orReference, type Row } from "./row.ts";
import { shortenInput, shortenResult } from "./shorten.ts";
import { rowOf, staysInPython, valueTypeOf } from "./table.ts";

/** Returns the input type for a Python type: its values, or a reference to an object in Python. */
export function wideType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  const type = wide(facts, context);
  return type && shortenInput(orReference(type));
}

/** Returns the input type without references, so that a reference of unknown type does not select an overload. */
export function exactType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "union": {
      // Without the members that only references match, the overload applies less often, but never wrongly.
      const members = facts.members.flatMap((member) => exactType(member, context) ?? []);
      return members.length > 0 ? union(members) : undefined;
    }
    case "name": {
      if (facts.name === "builtins:ellipsis") return ellipsis;
      const row = rowIn(facts.name, context);
      if (!row) return staysInPython(facts.name) ? neverType : undefined;
      const args = facts.args ?? [];
      const exact = args.map((arg) => (arg.kind === "unknown" ? anyInput : exactType(arg, context)));
      // The items of a container matter too, and the type of a reference is unknown.
      const isKnown = exact.every((each) => each && each !== neverType) || facts.name.startsWith("numpy");
      const type = isKnown
        ? row.exact?.(
            exact.map((each) => each ?? anyInput),
            args,
          )
        : undefined;
      return type && sameType(type, anyInput) ? undefined : type;
    }
    case "literal":
      return literalType(facts.values);
    case "variable":
      return facts;
    case "record":
      return wide(facts, context);
    default:
      return undefined;
  }
}

/** Whether Python accepts values for a type that its exact type lacks. */
export function acceptsMore(facts: TypeFacts | undefined): boolean {
  if (facts?.kind === "union") return facts.members.some(acceptsMore);
  if (facts?.kind === "literal" || facts?.kind === "record") return false;
  if (facts?.kind !== "name") return true;
  const row = rowOf(facts.name);
  return row ? row.acceptsMore === true || !row.exact : !staysInPython(facts.name);
}

/**
 * Returns the result type for a Python type. A class that crosses by reference and is not generated is a `PyObject`.
 */
export function narrowType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  const type = narrow(facts, context);
  if (!type || facts.kind !== "name") return type && shortenResult(type);
  const { self } = context;
  const isValue = self !== undefined && classKey(facts.name, context) === self.key && valueTypeOf(self.name);
  return isValue ? { kind: "class", key: self.key, value: type } : shortenResult(type);
}

function wide(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "name": {
      if (facts.name === "builtins:ellipsis") return ellipsis;
      const row = rowIn(facts.name, context);
      if (row) return row.wide?.(wideArguments(facts.args ?? [], context), facts.args ?? []);
      const key = classKey(facts.name, context);
      if (key !== undefined) return { kind: "class", key };
      return staysInPython(facts.name) ? neverType : undefined;
    }
    case "union":
      return allOf(facts.members.map((member) => wide(member, context)));
    case "literal":
      return literalType(facts.values);
    case "variable":
      return facts;
    case "callable":
      return callback(facts, context);
    case "record":
      return recordType(facts.fields, (field) => orReference((field && wide(field, context)) ?? anyInput));
    case "unknown":
      return undefined;
  }
}

/** The type of a callback: Python passes it results, and it returns inputs. */
function callback(facts: TypeFacts & { readonly kind: "callable" }, context: TypeContext): TsType {
  const parameterTypes = facts.parameters?.map((each) => narrow(each, context) ?? unknownType);
  const args =
    parameterTypes && !facts.open ? tuple(parameterTypes) : tuple(parameterTypes ?? [], unknownType);
  const result = facts.returns && wide(awaited(facts.returns), context);
  const isNothing = result && sameType(result, keyword("null"));
  return result && !isNothing
    ? runtime("PyCallback", args, orReference(result))
    : runtime("PyCallback", args);
}

/** A callback may return a promise if Python awaits its result. */
function awaited(facts: TypeFacts): TypeFacts {
  const [, name = ""] = facts.kind === "name" ? facts.name.split("collections.abc:") : [];
  const isAwaited = name === "Awaitable" || name === "Coroutine";
  return (isAwaited && facts.kind === "name" && facts.args?.at(-1)) || facts;
}

function recordType(
  fields: readonly FieldFacts[],
  translate: (type: TypeFacts | undefined) => TsType,
): TsType {
  const properties = fields.map(({ name, required, type }) => {
    const translated = translate(type);
    // A caller may pass `undefined` for an absent key.
    return {
      name,
      optional: !required,
      type: required ? translated : union([translated, keyword("undefined")]),
    };
  });
  return { kind: "object", properties };
}

function wideArguments(args: readonly TypeFacts[], context: TypeContext): TsType[] {
  return args.map((arg) => wide(arg, context) ?? anyInput);
}

function narrow(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "name": {
      const { name, args = [] } = facts;
      if (name === "builtins:ellipsis") return ellipsis;
      const row = rowIn(name, context);
      if (row)
        return row.narrow?.(
          args.map((arg) => narrow(arg, context) ?? unknownType),
          args,
        );
      const key = classKey(name, context);
      if (key !== undefined) return { kind: "class", key };
      return staysInPython(name) ? runtime("PyObject") : undefined;
    }
    case "union":
      return allOf(facts.members.map((member) => narrow(member, context)));
    case "literal":
      return literalType(facts.values);
    case "variable":
      return runtime("PyReturned", facts);
    case "callable":
      return runtime("PyObject");
    case "record":
      return recordType(facts.fields, (field) => (field && narrow(field, context)) ?? unknownType);
    case "unknown":
      return undefined;
  }
}

function classKey(name: string, context: TypeContext): string | undefined {
  return name === "typing:Self" ? context.self?.key : context.classKey(name);
}

/** Returns the row of a type. For `Self` in a class that crosses by value, returns the row of that class. */
function rowIn(name: string, { self }: TypeContext): Row | undefined {
  return name === "typing:Self" && self && valueTypeOf(self.name) ? rowOf(self.name) : rowOf(name);
}

function allOf(types: readonly (TsType | undefined)[]): TsType | undefined {
  const known = types.flatMap((type) => type ?? []);
  return known.length === types.length ? union(known) : undefined;
}

function literalType(values: readonly (string | number | boolean | null)[]): TsType {
  return union(values.map((value) => (value === null ? keyword("null") : { kind: "literal", value })));
}
