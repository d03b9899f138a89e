import type { ClassFacts, MemberFacts } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import { modulePaths } from "../../naming/module-path.ts";
import { type NameScope, toTsName } from "../../naming/names.ts";
import type { Library } from "../../project/config/config.ts";
import type { Manifest, ManifestSymbol } from "../../project/manifest/manifest.ts";
import { buildCall } from "./build-call.ts";
import { buildSpecial } from "./build-special.ts";
import { type ClassIndex, indexClasses } from "./class-index.ts";
import { libraryOfModule } from "./library-of-module.ts";
import type { DocModel, MemberModel, Model, ModuleModel, SymbolModel } from "./model.ts";
import { nestedClass } from "./nested-class.ts";
import { attributeType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { valueTypeOf } from "./type-table/table.ts";

interface Context {
  readonly manifest: Manifest;
  readonly classes: ClassIndex;
  readonly paths: ReadonlyMap<string, string>;
}

/**
 * Decides the names, types and order of everything that is generated. A configured library without symbols becomes an
 * empty module.
 */
export function buildModel(manifest: Manifest, libraries: readonly Pick<Library, "name">[]): Model {
  const modules = modulesOf(manifest, libraries);
  const context = { manifest, classes: indexClasses(manifest), paths: modulePaths(modules.keys()) };
  return {
    modules: [...modules]
      .sort(([left], [right]) => byCodePoint(left, right))
      .map(([name, keys]) => buildModule(name, keys, context)),
  };
}

/** Groups symbol keys by module, including every parent module. */
function modulesOf(
  manifest: Manifest,
  libraries: readonly Pick<Library, "name">[],
): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  const add = (module: string): string[] => {
    const parent = module.slice(0, Math.max(0, module.lastIndexOf(".")));
    if (parent) add(parent);
    const keys = modules.get(module) ?? [];
    modules.set(module, keys);
    return keys;
  };
  for (const { name } of libraries) add(name);
  for (const key of Object.keys(manifest.symbols)) add(moduleOf(key)).push(key);
  return modules;
}

function buildModule(name: string, keys: readonly string[], context: Context): ModuleModel {
  const { manifest, paths } = context;
  const own = keys.filter((key) => !key.endsWith(":")).sort(byCodePoint);
  const ownNames = new Set(own.map(nameOf));
  const submodules = [...paths]
    .filter(([module]) => isChild(module, name) && !ownNames.has(lastPart(module)))
    .map(([module, path]) => ({ tsName: toTsName(lastPart(module), "module"), path }))
    .sort((left, right) => byCodePoint(left.tsName, right.tsName));
  return {
    name,
    path: paths.get(name)!,
    ...libraryOfModule(name, manifest),
    submodules,
    symbols: own.map((key) => buildSymbol(key, manifest.symbols[key]!, context)),
  };
}

function buildSymbol(key: string, facts: ManifestSymbol, context: Context): SymbolModel {
  const pythonName = nameOf(key);
  const tsName = facts.tsName ?? toTsName(pythonName, "module");
  const base = { pythonName, tsName, symbol: facts.access ?? key, doc: docOf(facts) };
  const types: TypeContext = { classKey: context.classes.classKey };
  switch (facts.kind) {
    case "function":
      return {
        ...base,
        kind: "function",
        call: buildCall(facts.signature, types),
        async: facts.async ?? false,
        object:
          facts.type === undefined
            ? undefined
            : {
                pythonType: facts.type,
                // The object is also a function, whose property names are reserved.
                members: objectMembers(facts.members ?? [], "static", types),
              },
      };
    case "constant":
      return { ...base, kind: "constant", value: facts.value };
    case "class": {
      const original = context.classes.definingKey(key);
      return original === key
        ? { ...base, ...buildClass(key, facts, types) }
        : { ...base, ...reexport(original, context) };
    }
    case "object":
      return {
        ...base,
        kind: "object",
        pythonType: facts.type,
        type: attributeType({ type: { kind: "name", name: classOfObject(facts.type) } }, types),
        members: objectMembers(facts.members ?? [], "member", types),
      };
    case "module":
      throw new Error(`${key}: a module is no symbol of a module`);
  }
}

function reexport(
  original: string,
  { manifest, paths }: Context,
): Pick<SymbolModel & { kind: "reexport" }, "kind" | "from"> {
  const tsName = manifest.symbols[original]?.tsName ?? toTsName(nameOf(original), "module");
  return { kind: "reexport", from: { path: paths.get(moduleOf(original))!, tsName } };
}

function buildClass(key: string, facts: ClassFacts, types: TypeContext) {
  const name = facts.canonical ?? key;
  const selfTypes = { ...types, self: { key, name } };
  return {
    kind: "class" as const,
    key,
    // If several classes declare the same canonical name, only the first is registered under it.
    canonical: types.classKey(name) === key ? name : key,
    construct: buildCall(facts.constructor, selfTypes),
    value: valueTypeOf(name),
    members: [...facts.members]
      .sort((left, right) => byCodePoint(left.name, right.name))
      .flatMap((member) => classMembers(member, key, selfTypes)),
    special: buildSpecial(facts, selfTypes),
  };
}

/**
 * A class attribute is readable from the class and from instances. Nested classes and members of an enumeration are
 * readable from the class only.
 */
function classMembers(member: MemberFacts, key: string, types: TypeContext): MemberModel[] {
  const model = buildMember(member, types);
  if (member.kind !== "class-attribute" || isClassOnly(member, key, types)) return [model];
  return [model, buildMember({ ...member, kind: "attribute" }, types)];
}

function isClassOnly({ type }: MemberFacts, key: string, { classKey }: TypeContext): boolean {
  return type?.kind === "name" && (type.name === "builtins:type" || classKey(type.name) === key);
}

/** The members of a single object: everything in its class is a method or a property of it. */
function objectMembers(members: readonly MemberFacts[], scope: NameScope, types: TypeContext): MemberModel[] {
  return [...members]
    .sort((left, right) => byCodePoint(left.name, right.name))
    .map((member): MemberModel => {
      const model = buildMember(member, types);
      const tsName = toTsName(member.name, scope);
      return "call" in model ? { ...model, tsName, kind: "method" } : { ...model, tsName, kind: "property" };
    });
}

function buildMember(member: MemberFacts, types: TypeContext): MemberModel {
  const { name: pythonName, kind } = member;
  const doc = docOf(member);
  const isStatic = kind === "classmethod" || kind === "staticmethod" || kind === "class-attribute";
  const tsName = toTsName(pythonName, isStatic ? "static" : "member");
  if (kind === "method" || kind === "classmethod" || kind === "staticmethod") {
    const call = buildCall(member.signature ?? opaque, types);
    return { kind, pythonName, tsName, call, doc, async: member.async ?? false };
  }
  const type = attributeType(member, types);
  if (kind !== "class-attribute") return { kind: "property", pythonName, tsName, type, doc };
  const nested = nestedClass(member);
  return { kind, pythonName, tsName, type, nestedClass: nested && types.classKey(nested), doc };
}

function docOf({ doc, details }: Pick<MemberFacts, "doc" | "details">): DocModel {
  return { text: doc, details };
}

const opaque = {
  parameters: [
    { name: "args", kind: "var-positional", required: false },
    { name: "kwargs", kind: "var-keyword", required: false },
  ],
  tier: "opaque",
} as const;

function isChild(module: string, parent: string): boolean {
  return module.startsWith(`${parent}.`) && !module.includes(".", parent.length + 1);
}

function moduleOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

/** As a type, `object` means any value; a bare `object()` instance stays in Python. */
function classOfObject(name: string): string {
  return name === "builtins:object" ? "typing:Protocol" : name;
}

function lastPart(module: string): string {
  return module.slice(module.lastIndexOf(".") + 1);
}
