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
import { shortNarrow, shortWide } from "./shorten.ts";
import { rowOf, staysInPython, valueTypeOf } from "./table.ts";

/** What may be passed for a Python type: its values, or a reference to something in Python. */
export function wideType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  const type = wide(facts, context);
  return type && shortWide(orReference(type));
}

/** What may be passed by value only: so that an overload is not chosen by a reference of unknown type. */
export function exactType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  switch (facts.kind) {
    case "union": {
      // Without the members that only references meet, an overload is chosen more seldom, and never wrongly.
      const members = facts.members.flatMap((member) => exactType(member, context) ?? []);
      return members.length > 0 ? union(members) : undefined;
    }
    case "name": {
      if (facts.name === "builtins:ellipsis") return ellipsis;
      const row = rowIn(facts.name, context);
      if (!row) return staysInPython(facts.name) ? neverType : undefined;
      const args = facts.args ?? [];
      const exact = args.map((arg) => (arg.kind === "unknown" ? anyInput : exactType(arg, context)));
      // What is in a container decides too, and of a reference nobody knows what it is.
      const isTold = exact.every((each) => each && each !== neverType) || facts.name.startsWith("numpy");
      const type = isTold
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

/** Whether values could meet a type that its exact type does not have. */
export function takesMore(facts: TypeFacts | undefined): boolean {
  if (facts?.kind === "union") return facts.members.some(takesMore);
  if (facts?.kind === "literal" || facts?.kind === "record") return false;
  if (facts?.kind !== "name") return true;
  const row = rowOf(facts.name);
  return row ? row.takesMore === true || !row.exact : !staysInPython(facts.name);
}

/** What comes back for a Python type; a class that is not generated, and crosses by reference, is a `PyObject`. */
export function narrowType(facts: TypeFacts, context: TypeContext): TsType | undefined {
  const type = narrow(facts, context);
  if (!type || facts.kind !== "name") return type && shortNarrow(type);
  const { self } = context;
  const isValue = self !== undefined && classKey(facts.name, context) === self.key && valueTypeOf(self.name);
  return isValue ? { kind: "class", key: self.key, value: type } : shortNarrow(type);
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

/** A function that Python calls: it is given what comes back elsewhere, and returns what may be passed. */
function callback(facts: TypeFacts & { readonly kind: "callable" }, context: TypeContext): TsType {
  const given = facts.parameters?.map((each) => narrow(each, context) ?? unknownType);
  const args = given && !facts.open ? tuple(given) : tuple(given ?? [], unknownType);
  const result = facts.returns && wide(awaited(facts.returns), context);
  const isNothing = result && sameType(result, keyword("null"));
  return result && !isNothing
    ? runtime("PyCallback", args, orReference(result))
    : runtime("PyCallback", args);
}

/** What Python awaits, a function may return as a promise. */
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
    // A caller may say `undefined` for what is left out.
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

/** The row of a type; that of `Self` is its class's, if that is one of values. */
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
