import type { FunctionModel, ModuleModel } from "../model/model.ts";
import { type Code, code, identifier, nothing, string, typeCode } from "./code.ts";
import { comment } from "./comment.ts";
import { docParts, summary } from "./doc-comment.ts";
import { originLine, typesNote } from "./origin.ts";
import { argumentList, type Documentation, keywordsNote, printCall, printOverloads } from "./print-call.ts";
import { printMembers } from "./print-class.ts";
import { printReturns } from "./print-returns.ts";
import type { PrintContext } from "./print-type.ts";

/** Prints a function and its registration. */
export function printFunction(
  symbol: FunctionModel,
  local: Code,
  module: ModuleModel,
  context: PrintContext,
): Code {
  const docs = {
    full: documentation(symbol, module),
    summary: comment([summary(symbol.doc)], ""),
  };
  if (symbol.object !== undefined) return printCallable(symbol, symbol.object, docs, context);
  const register = context.scope.runtime("pyFunction", "value");
  return code`${declaration(symbol, code`export function ${local}`, docs, context)}${register}(${local}, ${string(symbol.symbol)});
`;
}

/** Prints a callable object: a constant that is a function and has the members of a class. */
function printCallable(
  symbol: FunctionModel,
  object: NonNullable<FunctionModel["object"]>,
  docs: Documentation,
  context: PrintContext,
): Code {
  const local = identifier(symbol.tsName);
  const call = identifier(`${symbol.tsName}$call`);
  const base = context.scope.runtime("PyCallable", "value");
  const members = printMembers(object.members, symbol, context);
  const cls = members.length === 0 ? base : identifier(`${symbol.tsName}$object`);
  const declared = members.length === 0 ? nothing : code`\nclass ${cls} extends ${base} {\n${members}}\n`;
  const make = context.scope.runtime("pyCallable", "value");
  return code`${declaration(symbol, code`function ${call}`, { full: docs.summary, summary: docs.summary }, context)}${declared}
${docs.full}export const ${local}${typeCode`: typeof ${call} & ${cls}`} = ${make}(${call}, ${cls}, ${string(symbol.symbol)});
`;
}

function declaration(symbol: FunctionModel, head: Code, docs: Documentation, context: PrintContext): Code {
  const { call } = symbol;
  const printed = printCall(call, symbol.tsName, context, 0);
  const { type, typeArguments, thunk } = printReturns(call, context);
  const args = argumentList([string(symbol.symbol), printed.args, printed.kwargs, thunk]);
  return code`${printOverloads(printed, head, type, docs)}${head}${printed.implementation}${typeCode`: ${type}`} {
  return ${context.scope.runtime("pyCall", "value")}${typeArguments}${args};
}
`;
}

function documentation({ call, async, pythonName, object, doc }: FunctionModel, module: ModuleModel): Code {
  const name = `${async ? "async " : ""}\`${module.name}.${pythonName}${call.pythonSignature}\``;
  const kind = object === undefined ? [] : [`instance of \`${object.pythonType.replace(":", ".")}\``];
  const line = originLine(name, module, ...kind, typesNote(call));
  return comment(docParts(doc, call, [keywordsNote(call), line]), "");
}
