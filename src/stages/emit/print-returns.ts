import type { CallModel } from "../model/model.ts";
import { sameType, type TsType, unknownType } from "../model/ts-type.ts";
import { type Code, code, nothing, typeCode } from "./code.ts";
import { classReference, type PrintContext, printType } from "./print-type.ts";

/** What a call gives when nothing but the necessary is passed. */
function usualReturn({ returns, overloads }: CallModel): TsType {
  const usual = overloads.find(({ keywords }) => keywords.every(({ optional }) => optional));
  return (usual?.returns ?? returns).type;
}

/** How a body makes what a declaration says that it returns. */
interface PrintedReturns {
  readonly type: Code;
  /** The type arguments of the call of the runtime, where they say something. */
  readonly of: Code;
  /** The class of a result, so that a call has its members at once. */
  readonly thunk: Code | undefined;
}

/** What a call returns; of several classes that give members, that of the fewest arguments comes first. */
export function printReturns(call: CallModel, context: PrintContext): PrintedReturns {
  const { returns, overloads } = call;
  const types = [usualReturn(call), returns.type, ...overloads.map((each) => each.returns.type)];
  return printResult(returns.type, context, types.find((type) => classWithMembers(type)) ?? returns.type);
}

/** What a call gives that has no parameters. */
export function printResult(type: TsType, context: PrintContext, giving: TsType = type): PrintedReturns {
  const cls = classWithMembers(giving);
  const reference = cls && classReference(cls.key, context);
  const value = cls?.value && !sameType(type, giving) ? code`, ${reference!}` : nothing;
  const known = sameType(type, unknownType) ? nothing : typeCode`<${resultType(type, context)}${value}>`;
  return {
    type: callType(type, context),
    of: known,
    thunk: reference && code`() => ${reference}`,
  };
}

/** `PyCall<PyPath, Path>` */
export function callType(type: TsType, context: PrintContext): Code {
  return code`${context.scope.runtime("PyCall", "type")}<${resultType(type, context)}>`;
}

/** What arrives; of a value also the class that it has in Python: `PyPath, Path`. */
export function resultType(type: TsType, context: PrintContext): Code {
  const printed = printType(type, context);
  return type.kind === "class" && type.value
    ? code`${printed}, ${classReference(type.key, context)}`
    : printed;
}

/** Whose members a call has at once: of several classes, types allow only members that all of them have, so that any will do. */
function classWithMembers(type: TsType): (TsType & { readonly kind: "class" }) | undefined {
  const [first, ...others] = type.kind === "union" ? type.members : [type];
  return first?.kind === "class" && others.every(({ kind }) => kind === "class") ? first : undefined;
}
