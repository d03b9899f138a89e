import type { ClassModel, OperatorModel } from "../model/model.ts";
import type { TsType } from "../model/ts-type.ts";
import { type Code, code, identifier, join, nothing, string, typeCode } from "./code.ts";
import { argumentList, printCall, printOverloads } from "./print-call.ts";
import { printReturns } from "./print-returns.ts";
import { type PrintContext, printType } from "./print-type.ts";

const noDocumentation = { full: nothing, summary: nothing };

/** Prints the `$` members with known results. Their behaviour is that of the members which every object has. */
export function printOperators(model: ClassModel, context: PrintContext): Code[] {
  return model.special.operators.map((operator) => printOperator(operator, model, context));
}

function printOperator({ tsName, call }: OperatorModel, owner: ClassModel, context: PrintContext): Code {
  const printed = printCall(call, `${owner.tsName}${tsName}`, context, 1);
  const { type, typeArguments, thunk } = printReturns(call, context);
  const { scope } = context;
  const name = identifier(tsName);
  const inherited = code`super.${name}${argumentList(printed.names)}`;
  const body =
    tsName === "$call"
      ? [
          scope.runtime("pyMethod", "value"),
          [code`this`, string("__call__"), printed.args, printed.kwargs, thunk],
        ]
      : [scope.runtime("pyResult", "value"), [inherited, thunk]];
  const head = code`  ${typeCode`override `}${name}`;
  const [make, parts] = body as [Code, Code[]];
  return code`${printOverloads(printed, head, type, noDocumentation)}${head}${printed.implementation}${typeCode`: ${type}`} {
    return ${make}${typeArguments}${argumentList(parts)};
  }
`;
}

/** Prints the types of inherited members as an interface that merges with the class. */
export function printInterface(
  model: ClassModel,
  local: Code,
  exported: boolean,
  context: PrintContext,
): Code {
  const { items, entered, isTuple } = model.special;
  const members = [
    ...(items ? printItems(items, context) : []),
    ...(entered ? printContext(entered, context) : []),
    ...(isTuple
      ? [
          code`[${context.scope.global("Symbol")}.iterator](): ${context.scope.runtime("PyTupleItems", "type")};`,
        ]
      : []),
  ];
  if (members.length === 0) return nothing;
  const lines = join(
    members.map(
      (member) => code`  ${member}
`,
    ),
    nothing,
  );
  return typeCode`${exported ? code`export ` : nothing}interface ${local} {
${lines}}
`;
}

function printItems(type: TsType, context: PrintContext): Code[] {
  const items = code`${context.scope.runtime("PyIteration", "type")}<${printType(type, context)}>`;
  const options = context.scope.runtime("PyIterateOptions", "type");
  return [
    code`[${context.scope.global("Symbol")}.asyncIterator](): ${items};`,
    code`$iter(options?: ${options}): ${items};`,
  ];
}

/** The type parameter lets a program declare a more precise type of the value. */
function printContext(type: TsType, context: PrintContext): Code[] {
  const value = printType(type, context);
  const { scope } = context;
  const body = scope.runtime("PyBody", "type");
  return [
    code`$enter<T = ${value}>(): ${scope.runtime("PyEntered", "type")}<T>;`,
    code`$with<T = ${value}, R = unknown>(body: ${body}<T, R>): ${scope.runtime("PyLeft", "type")}<R>;`,
  ];
}
