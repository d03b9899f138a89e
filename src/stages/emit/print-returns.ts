import type { CallModel } from "../model/model.ts";
import { sameType, type TsType, unknownType } from "../model/ts-type.ts";
import { type Code, code, nothing, typeCode } from "./code.ts";
import { classReference, type PrintContext, printType } from "./print-type.ts";

/** Returns the result type of a call with only the required arguments. */
function usualReturn({ returns, overloads }: CallModel): TsType {
  const usual = overloads.find(({ keywords }) => keywords.every(({ optional }) => optional));
  return (usual?.returns ?? returns).type;
}

/** The parts of a body that returns the declared result. */
interface PrintedReturns {
  readonly type: Code;
  /** Type arguments for the runtime call, if they add information. */
  readonly typeArguments: Code;
  /** A function that returns the result's class, so that the call has its members at once. */
  readonly thunk: Code | undefined;
}

/**
 * Prints the result of a call. If several results are classes with members, the one with the fewest arguments takes
 * precedence.
 */
export function printReturns(call: CallModel, context: PrintContext): PrintedReturns {
  const { returns, overloads } = call;
  const types = [usualReturn(call), returns.type, ...overloads.map((each) => each.returns.type)];
  return printResult(returns.type, context, types.find((type) => classWithMembers(type)) ?? returns.type);
}

/**
 * Prints a result without overloads.
 *
 * @param memberType the type whose members the call has before it is awaited
 */
export function printResult(type: TsType, context: PrintContext, memberType: TsType = type): PrintedReturns {
  const cls = classWithMembers(memberType);
  const reference = cls && classReference(cls.key, context);
  const value = cls?.value && !sameType(type, memberType) ? code`, ${reference!}` : nothing;
  const known = sameType(type, unknownType) ? nothing : typeCode`<${resultType(type, context)}${value}>`;
  return {
    type: callType(type, context),
    typeArguments: known,
    thunk: reference && code`() => ${reference}`,
  };
}

/** Prints `PyCall<PyPath, Path>`. */
export function callType(type: TsType, context: PrintContext): Code {
  return code`${context.scope.runtime("PyCall", "type")}<${resultType(type, context)}>`;
}

/** Prints the awaited type. For a class that crosses by value, adds the Python class: `PyPath, Path`. */
export function resultType(type: TsType, context: PrintContext): Code {
  const printed = printType(type, context);
  return type.kind === "class" && type.value
    ? code`${printed}, ${classReference(type.key, context)}`
    : printed;
}

/**
 * Returns the class whose members a call has before it is awaited. Of a union of classes, TypeScript allows only the
 * members that all of them have, so the first is enough.
 */
function classWithMembers(type: TsType): (TsType & { readonly kind: "class" }) | undefined {
  const [first, ...others] = type.kind === "union" ? type.members : [type];
  return first?.kind === "class" && others.every(({ kind }) => kind === "class") ? first : undefined;
}
