import type { ConstantFacts } from "../introspect/facts.ts";
import type { ConstantModel, FunctionModel, ModuleModel, ObjectModel, SymbolModel } from "../model/model.ts";
import { type Code, code, identifier, string, typeCode } from "./code.ts";
import { comment } from "./comment.ts";
import { relativePath } from "./file-scope.ts";
import {
  argumentList,
  keywordsNote,
  printCall,
  printOverloads,
  printReturns,
  typeArgument,
  usualReturn,
} from "./print-call.ts";
import { printClass } from "./print-class.ts";
import type { PrintContext } from "./print-type.ts";

/** One exported symbol of a module, with its documentation. */
export function printSymbol(
  symbol: SymbolModel,
  local: Code,
  module: ModuleModel,
  context: PrintContext,
): Code {
  switch (symbol.kind) {
    case "function":
      return printFunction(symbol, local, module, context);
    case "class": {
      const tier = symbol.construct.tier;
      return printClass(symbol, local, documentation(symbol, module, `signature: ${tier}`), context);
    }
    case "constant":
      return printConstant(symbol, local, module, context);
    case "object":
      return printObject(symbol, local, module, context);
    case "reexport": {
      const from = string(relativePath(context.path, symbol.from.path));
      const original = identifier(symbol.from.tsName);
      const names =
        symbol.from.tsName === symbol.tsName ? original : code`${original} as ${identifier(symbol.tsName)}`;
      if (symbol.from.path === context.path) return code`export { ${names} };\n`;
      return code`export { ${names} } from ${from};\n`;
    }
  }
}

function printFunction(symbol: FunctionModel, local: Code, module: ModuleModel, context: PrintContext): Code {
  const { call } = symbol;
  const printed = printCall(call, symbol.tsName, context, 0);
  const { type, thunk } = printReturns(call.returns.type, context, usualReturn(call));
  const name = `${symbol.async ? "async " : ""}\`${module.name}.${symbol.pythonName}${call.pythonSignature}\``;
  const docs = {
    full: comment(
      [symbol.doc, keywordsNote(call), `Python: ${name}${inLibrary(module)}, signature: ${call.tier}`],
      "",
    ),
    summary: comment([symbol.doc?.split("\n\n", 1)[0]], ""),
  };
  const of = typeArgument(call.returns.type, context);
  const path = string(symbol.symbol);
  const before = printOverloads(printed, code`export function ${local}`, type, docs);
  return code`${before}export function ${local}(${printed.parameters})${typeCode`: ${type}`} {
  return ${context.scope.runtime("pyCall", "value")}${of}${argumentList([path, printed.args, printed.kwargs, thunk])};
}
${context.scope.runtime("pyFunction", "value")}(${local}, ${path});
`;
}

function printConstant(symbol: ConstantModel, local: Code, module: ModuleModel, context: PrintContext): Code {
  const doc = documentation(symbol, module, "a constant");
  const { type, value } = constant(symbol.value, context);
  return code`${doc}export const ${local}${typeCode`: ${type}`} = ${value};\n`;
}

function printObject(symbol: ObjectModel, local: Code, module: ModuleModel, context: PrintContext): Code {
  const doc = documentation(symbol, module, `an object of class \`${symbol.pythonType.replace(":", ".")}\``);
  const type = code`${context.scope.runtime("PyAttribute", "type")}<unknown>`;
  const read = context.scope.runtime("pyAttribute", "value");
  return code`${doc}export const ${local}${typeCode`: ${type}`} = ${read}(${string(symbol.symbol)});\n`;
}

function documentation(symbol: SymbolModel, module: ModuleModel, what: string): Code {
  return comment(
    [symbol.doc, `Python: \`${module.name}.${symbol.pythonName}\`${inLibrary(module)}, ${what}`],
    "",
  );
}

function inLibrary({ library }: ModuleModel): string {
  return library === undefined ? "" : ` (${library})`;
}

function constant(value: ConstantFacts["value"], { scope }: PrintContext): { type: Code; value: Code } {
  if (value === null) return { type: code`null`, value: code`null` };
  switch (typeof value) {
    case "string":
      return { type: code`string`, value: string(value) };
    case "boolean":
      return { type: code`boolean`, value: value ? code`true` : code`false` };
    case "number":
      return { type: code`number`, value: raw(String(value)) };
    default:
      if ("int" in value) return { type: code`bigint`, value: raw(`${BigInt(value.int)}n`) };
      return { type: code`number`, value: specialNumber(value.float, scope.global("Number")) };
  }
}

function specialNumber(name: string, numbers: Code): Code {
  switch (name) {
    case "nan":
      return code`${numbers}.NaN`;
    case "inf":
      return code`${numbers}.POSITIVE_INFINITY`;
    case "-inf":
      return code`${numbers}.NEGATIVE_INFINITY`;
    default:
      return code`-0`;
  }
}

/** Digits that were made here. */
function raw(text: string): Code {
  return { pieces: [{ text, isType: false }] };
}
