import { toTsName } from "../../naming/names.ts";
import type { AttributeModel, ClassModel, MemberModel, MethodModel } from "../model/model.ts";
import { sameType, unknownType } from "../model/ts-type.ts";
import { type Code, code, identifier, memberKey, nothing, string, typeCode } from "./code.ts";
import { comment } from "./comment.ts";
import { docParts, parameterParts, summary } from "./doc-comment.ts";
import { typeNames } from "./file-scope.ts";
import { inferredNote } from "./origin.ts";
import { argumentList, keywordsNote, printCall, printOverloads } from "./print-call.ts";
import { printResult, printReturns, resultType } from "./print-returns.ts";
import { printInterface, printOperators } from "./print-special.ts";
import { classReference, type PrintContext, printType } from "./print-type.ts";

/** Prints a class with its constructor, statics and members, and its registration. */
export function printClass(model: ClassModel, local: Code, doc: Code, context: PrintContext): Code {
  const { scope } = context;
  const exported = isSame(local, model.tsName);
  return code`${doc}${exported ? code`export ` : nothing}class ${local} extends ${scope.runtime("PyObject", "value")} {
${printConstructor(model, local, context)}${printMembers(model.members, model, context)}${printOperators(model, context)}}
${printInterface(model, local, exported, context)}${printInnerTypes(model, local, exported, context)}${scope.runtime("pyClass", "value")}(${local}, ${string(model.symbol)}, ${string(model.canonical)});
${exported ? nothing : code`export { ${local} as ${identifier(model.tsName)} };\n`}`;
}

/** Prints the types of nested classes under their Python names: `Outer.Inner`. */
function printInnerTypes(model: ClassModel, local: Code, exported: boolean, context: PrintContext): Code {
  const inner = model.members.flatMap((member) =>
    isAttribute(member) && member.nestedClass?.startsWith(`${model.key}.`) && isTypeName(member.pythonName)
      ? [code`  type ${identifier(member.tsName)} = ${classReference(member.nestedClass, context)};\n`]
      : [],
  );
  if (inner.length === 0) return nothing;
  return typeCode`${exported ? code`export ` : nothing}declare namespace ${local} {\n${inner}}\n`;
}

function isTypeName(name: string): boolean {
  return toTsName(name, "module") === name && !typeNames.has(name);
}

/** The owner of members: its names in TypeScript and Python. */
type Owner = Pick<ClassModel, "tsName" | "symbol">;

/** Prints the members of a class. */
export function printMembers(members: readonly MemberModel[], owner: Owner, context: PrintContext): Code[] {
  return members.map((member) =>
    isAttribute(member) ? printAttribute(member, owner, context) : printMethod(member, owner, context),
  );
}

function printConstructor(model: ClassModel, local: Code, context: PrintContext): Code {
  const { parameters, args, kwargs } = printCall(model.construct, `${model.tsName}$new`, context, 1);
  const create = context.scope.runtime("pyNew", "value");
  const instance = resultType(
    { kind: "class", key: model.key, ...(model.value ? { value: model.value } : {}) },
    context,
  );
  const result = typeCode`: ${context.scope.runtime("PyCall", "type")}<${instance}>`;
  const typeArguments = model.value ? typeCode`<${instance}>` : nothing;
  const signature = `Python: \`${model.pythonName}${model.construct.pythonSignature}\``;
  const doc = comment(
    [signature, keywordsNote(model.construct), ...parameterParts(model.doc, model.construct)],
    "  ",
  );
  return code`${doc}  static new${parameters}${result} {
    return ${create}${typeArguments}${argumentList([local, string(model.symbol), args, kwargs])};
  }
`;
}

function printMethod(member: MethodModel, owner: Owner, context: PrintContext): Code {
  const printed = printCall(member.call, `${owner.tsName}$${member.tsName}`, context, 1);
  const { implementation, args, kwargs } = printed;
  const { type: result, typeArguments, thunk } = printReturns(member.call, context);
  const name = memberKey(member.tsName);
  const docs = {
    full: comment(
      docParts(member.doc, member.call, [
        methodSignature(member),
        keywordsNote(member.call),
        inferredNote(member.call.returns),
      ]),
      "  ",
    ),
    summary: comment([summary(member.doc)], "  "),
  };
  if (member.kind === "method") {
    const call = context.scope.runtime("pyMethod", "value");
    const before = printOverloads(printed, code`  ${name}`, result, docs);
    return code`${before}  ${name}${implementation}${typeCode`: ${result}`} {
    return ${call}${typeArguments}${argumentList([code`this`, string(member.pythonName), args, kwargs, thunk])};
  }
`;
  }
  const call = context.scope.runtime("pyCall", "value");
  const symbol = string(`${owner.symbol}.${member.pythonName}`);
  const before = printOverloads(printed, code`  static ${name}`, result, docs);
  return code`${before}  static ${name}${implementation}${typeCode`: ${result}`} {
    return ${call}${typeArguments}${argumentList([symbol, args, kwargs, thunk])};
  }
`;
}

function printAttribute(member: AttributeModel, owner: Owner, context: PrintContext): Code {
  const name = memberKey(member.tsName);
  const doc = comment(docParts(member.doc, undefined, [inferredNote(member.type)]), "  ");
  const type = member.type.type;
  if (member.kind === "class-attribute" && member.nestedClass !== undefined) {
    const nested = classReference(member.nestedClass, context);
    return code`${doc}  static get ${name}()${typeCode`: typeof ${nested}`} {
    return ${nested};
  }
`;
  }
  if (member.kind === "class-attribute") {
    const printed = printType(type, context);
    const result = typeCode`: ${context.scope.runtime("PyAttribute", "type")}<${printed}>`;
    const typeArguments = sameType(type, unknownType) ? nothing : typeCode`<${printed}>`;
    const symbol = string(`${owner.symbol}.${member.pythonName}`);
    return code`${doc}  static get ${name}()${result} {
    return ${context.scope.runtime("pyAttribute", "value")}${typeArguments}(${symbol});
  }
`;
  }
  const { type: result, typeArguments, thunk } = printResult(type, context);
  const read = context.scope.runtime("pyProperty", "value");
  return code`${doc}  get ${name}()${typeCode`: ${result}`} {
    return ${read}${typeArguments}${argumentList([code`this`, string(member.pythonName), thunk])};
  }
`;
}

function isAttribute(member: MemberModel): member is AttributeModel {
  return member.kind === "property" || member.kind === "class-attribute";
}

/** Returns the Python signature of a method, if it has more information than the TypeScript one. */
function methodSignature({ pythonName, call, async }: MethodModel): string | undefined {
  const hasKeywords = call.keywords !== undefined && call.keywords.entries.length > 0;
  return hasKeywords || async
    ? `${async ? "async " : ""}\`${pythonName}${call.pythonSignature}\``
    : undefined;
}

function isSame({ pieces }: Code, name: string): boolean {
  return pieces.length === 1 && pieces[0]?.text === name;
}
