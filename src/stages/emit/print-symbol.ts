import type { ConstantFacts } from "../../facts/facts.ts";
import type { ConstantModel, ModuleModel, ObjectModel, SymbolModel } from "../model/model.ts";
import { type Code, code, identifier, nothing, string, typeCode } from "./code.ts";
import { comment } from "./comment.ts";
import { docParts } from "./doc-comment.ts";
import { relativePath } from "./file-scope.ts";
import { originLine, typesNote } from "./origin.ts";
import { printClass, printMembers } from "./print-class.ts";
import { printFunction } from "./print-function.ts";
import { type PrintContext, printType } from "./print-type.ts";

/** Prints one exported symbol of a module, with its documentation. */
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
      const doc = documentation(symbol, module, typesNote(symbol.construct));
      return printClass(symbol, local, doc, context);
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

function printConstant(symbol: ConstantModel, local: Code, module: ModuleModel, context: PrintContext): Code {
  const doc = documentation(symbol, module, "constant");
  const { type, value } = constant(symbol.value, context);
  // Without an annotation the constant has its literal type, which some signatures require: `rrule(DAILY)` accepts
  // one of seven numbers.
  const declared = Number.isSafeInteger(symbol.value) ? nothing : typeCode`: ${type}`;
  return code`${doc}export const ${local}${declared} = ${value};\n`;
}

function printObject(symbol: ObjectModel, local: Code, module: ModuleModel, context: PrintContext): Code {
  const doc = documentation(symbol, module, `instance of \`${symbol.pythonType.replace(":", ".")}\``);
  const type = printType(symbol.type.type, context);
  const read = context.scope.runtime("pyAttribute", "value");
  const path = string(symbol.symbol);
  if (symbol.members.length === 0) {
    const declared = code`${context.scope.runtime("PyAttribute", "type")}<${type}>`;
    return code`${doc}export const ${local}${typeCode`: ${declared}`} = ${read}(${path});\n`;
  }
  const cls = identifier(`${symbol.tsName}$object`);
  const base = code`${context.scope.runtime("PyAttribute", "value")}${typeCode`<${type}>`}`;
  const members = printMembers(symbol.members, symbol, context);
  return code`class ${cls} extends ${base} {
${members}}

${doc}export const ${local}${typeCode`: ${cls}`} = ${read}(${path}, ${cls});
`;
}

function documentation(symbol: SymbolModel, module: ModuleModel, note: string): Code {
  const line = originLine(`\`${module.name}.${symbol.pythonName}\``, module, note);
  return comment(docParts(symbol.doc, undefined, [line]), "");
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

/** Prints digits that this module formatted. */
function raw(text: string): Code {
  return { pieces: [{ text, isType: false }] };
}
