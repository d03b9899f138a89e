import type { ClassFacts, MemberFacts } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import { modulePaths } from "../../naming/module-path.ts";
import { type NameScope, toTsName } from "../../naming/names.ts";
import type { Library } from "../../project/config/config.ts";
import type { Manifest, ManifestSymbol } from "../../project/manifest/manifest.ts";
import { buildCall } from "./build-call.ts";
import { buildSpecial } from "./build-special.ts";
import { type ClassHomes, findClassHomes } from "./class-homes.ts";
import { libraryOfModule } from "./library-of-module.ts";
import type { DocModel, MemberModel, Model, ModuleModel, SymbolModel } from "./model.ts";
import { nestedClass } from "./nested-class.ts";
import { attributeType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { valueTypeOf } from "./type-table/table.ts";

interface Context {
  readonly manifest: Manifest;
  readonly homes: ClassHomes;
  readonly paths: ReadonlyMap<string, string>;
}

/** Decides names, types and order of everything that is generated; a configured library without symbols is an empty module. */
export function buildModel(manifest: Manifest, libraries: readonly Pick<Library, "name">[]): Model {
  const modules = modulesOf(manifest, libraries);
  const context = { manifest, homes: findClassHomes(manifest), paths: modulePaths(modules.keys()) };
  return {
    modules: [...modules]
      .sort(([left], [right]) => byCodePoint(left, right))
      .map(([name, keys]) => buildModule(name, keys, context)),
  };
}

/** The keys of the symbols of each module; every module on the way to one is there too. */
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
  const types: TypeContext = { classKey: context.homes.classKey };
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
                // Those of a function are the names to avoid here.
                members: objectMembers(facts.members ?? [], "static", types),
              },
      };
    case "constant":
      return { ...base, kind: "constant", value: facts.value };
    case "class": {
      const home = context.homes.homeOf(key);
      return home === key
        ? { ...base, ...buildClass(key, facts, types) }
        : { ...base, ...reexport(home, context) };
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
  home: string,
  { manifest, paths }: Context,
): Pick<SymbolModel & { kind: "reexport" }, "kind" | "from"> {
  const tsName = manifest.symbols[home]?.tsName ?? toTsName(nameOf(home), "module");
  return { kind: "reexport", from: { path: paths.get(moduleOf(home))!, tsName } };
}

function buildClass(key: string, facts: ClassFacts, types: TypeContext) {
  const name = facts.canonical ?? key;
  const inside = { ...types, self: { key, name } };
  return {
    kind: "class" as const,
    key,
    // Of several classes that give the same place, the first is known by it.
    canonical: types.classKey(name) === key ? name : key,
    construct: buildCall(facts.constructor, inside),
    value: valueTypeOf(name),
    members: [...facts.members]
      .sort((left, right) => byCodePoint(left.name, right.name))
      .flatMap((member) => classMembers(member, key, inside)),
    special: buildSpecial(facts, inside),
  };
}

/** What a class holds for its instances is read from both; its nested classes and the members of an enumeration, from it alone. */
function classMembers(member: MemberFacts, key: string, types: TypeContext): MemberModel[] {
  const model = buildMember(member, types);
  if (member.kind !== "class-attribute" || isOfClass(member, key, types)) return [model];
  return [model, buildMember({ ...member, kind: "attribute" }, types)];
}

function isOfClass({ type }: MemberFacts, key: string, { classKey }: TypeContext): boolean {
  return type?.kind === "name" && (type.name === "builtins:type" || classKey(type.name) === key);
}

/** Seen from one object, everything of its class is a method or an attribute. */
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

/** As a type, `object` is anything; a bare `object()` is in Python. */
function classOfObject(name: string): string {
  return name === "builtins:object" ? "typing:Protocol" : name;
}

function lastPart(module: string): string {
  return module.slice(module.lastIndexOf(".") + 1);
}
