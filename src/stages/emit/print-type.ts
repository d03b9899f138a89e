import { type PropertyType, type TsType, variablesOf } from "../model/ts-type.ts";
import { type Code, code, join, nothing, number, propertyKey, string } from "./code.ts";
import type { FileScope } from "./file-scope.ts";

/** The modules and names of generated classes, by their key in the manifest. */
export type ClassPlaces = ReadonlyMap<string, { readonly path: string; readonly tsName: string }>;

/** The context of printing. */
export interface PrintContext {
  readonly scope: FileScope;
  readonly places: ClassPlaces;
  /** Path of the printed module. */
  readonly path: string;
  /** Names that bodies may use besides their parameters. */
  readonly referable: ReadonlySet<string>;
  /** Local names of the classes that the module declares, by key. */
  readonly localClasses: ReadonlyMap<string, Code>;
}

/** Prints a type. It is not marked as a type, because it is always inside a marked span. */
export function printType(type: TsType, context: PrintContext): Code {
  switch (type.kind) {
    case "keyword":
      return { pieces: [{ text: type.name, isType: false }] };
    case "runtime":
      return code`${context.scope.runtime(type.name, "type")}${typeArguments(type.args, context)}`;
    case "global":
      return code`${context.scope.global(type.name)}${typeArguments(type.args, context)}`;
    case "class":
      // Imported as a value although only the type is used: results become instances of the class once its module is
      // loaded.
      return type.value ? printType(type.value, context) : classReference(type.key, context);
    case "array":
      return code`${type.readonly ? code`readonly ` : code``}${printElement(type.element, context)}[]`;
    case "tuple":
      return code`${type.readonly ? code`readonly ` : code``}[${list(type.elements, context, type.rest)}]`;
    case "variable":
      return context.scope.typeParameter(type.name);
    case "object":
      return printObject(type.properties, context);
    case "literal":
      return typeof type.value === "string" ? string(type.value) : number(type.value);
    case "union":
      return join(
        type.members.map((member) => printType(member, context)),
        code` | `,
      );
  }
}

function printObject(properties: readonly PropertyType[], context: PrintContext): Code {
  const printed = properties.map(
    ({ name, type, optional }) =>
      code`${propertyKey(name)}${optional ? code`?` : code``}: ${printType(type, context)}`,
  );
  return code`{ ${join(printed, code`; `)} }`;
}

/** Prints `<T, U>` with the type variables of the given types. */
export function typeParameters(types: readonly TsType[], context: PrintContext): Code {
  const names = [...new Set(types.flatMap(variablesOf))];
  if (names.length === 0) return nothing;
  const parameters = names.map((name) => context.scope.typeParameter(name));
  return code`<${join(parameters, code`, `)}>`;
}

/** Refers to a generated class, which is declared here or imported. */
export function classReference(key: string, context: PrintContext): Code {
  const local = context.localClasses.get(key);
  if (local) return local;
  const place = context.places.get(key);
  if (!place) throw new Error(`${key} is not a generated class`);
  return context.scope.generated(place.path, place.tsName, "value");
}

function printElement(type: TsType, context: PrintContext): Code {
  const printed = printType(type, context);
  const needsParentheses =
    type.kind === "union" || ((type.kind === "array" || type.kind === "tuple") && type.readonly);
  return needsParentheses ? code`(${printed})` : printed;
}

function typeArguments(args: readonly TsType[], context: PrintContext): Code {
  return args.length === 0 ? code`` : code`<${list(args, context)}>`;
}

function list(types: readonly TsType[], context: PrintContext, rest?: TsType): Code {
  const printed = types.map((each) => printType(each, context));
  if (rest) printed.push(code`...${printElement(rest, context)}[]`);
  return join(printed, code`, `);
}
