import type { ConstantFacts, DocDetails, Tier } from "../../facts/facts.ts";
import type { TsType } from "./ts-type.ts";

/** Everything that is printed, with names, types and order decided. Plain data. */
export interface Model {
  /** Sorted by name. */
  readonly modules: readonly ModuleModel[];
}

export interface ModuleModel {
  /** Python's dotted name. */
  readonly name: string;
  /** Path below the output folder, without extension. */
  readonly path: string;
  /** `"numpy 2.4.6"` or `"Python 3.11"`, where it is known. */
  readonly library: string | undefined;
  /** Address of the library's own documentation. */
  readonly page: string | undefined;
  /** Modules below this one: name as a namespace of this module, and path. */
  readonly submodules: readonly { readonly tsName: string; readonly path: string }[];
  /** Sorted by Python name. */
  readonly symbols: readonly SymbolModel[];
}

export type SymbolModel = FunctionModel | ClassModel | ConstantModel | ObjectModel | ReexportModel;

interface SymbolModelBase {
  readonly pythonName: string;
  readonly tsName: string;
  /** `"module:qual.name"`, as the worker looks it up. */
  readonly symbol: string;
  readonly doc: DocModel;
}

/** What Python says about a symbol or a member, its markup as Python has it. */
export interface DocModel {
  /** Before the first section. */
  readonly text: string | undefined;
  readonly details: DocDetails | undefined;
}

export interface FunctionModel extends SymbolModelBase {
  readonly kind: "function";
  readonly call: CallModel;
  readonly async: boolean;
  /** Set where it is an object that can be called, and has members too. */
  readonly object: { readonly pythonType: string; readonly members: readonly MemberModel[] } | undefined;
}

export interface ClassModel extends SymbolModelBase {
  readonly kind: "class";
  /** Key in the manifest; types refer to the class by it. */
  readonly key: string;
  readonly canonical: string;
  readonly construct: CallModel;
  /** As what its instances arrive, if they are values. */
  readonly value: TsType | undefined;
  /** Sorted by Python name. */
  readonly members: readonly MemberModel[];
  readonly special: SpecialModel;
}

/** What is known of the members with `$` that every object has. */
export interface SpecialModel {
  /** Sorted by name. */
  readonly operators: readonly OperatorModel[];
  /** What iteration gives. */
  readonly items: TsType | undefined;
  /** What `with` gives. */
  readonly entered: TsType | undefined;
  /** Whether its items are here, because it is a tuple that stays in Python. */
  readonly isTuple: boolean;
}

/** `$item`, `$call`, `$add`… */
export interface OperatorModel {
  readonly tsName: string;
  readonly call: CallModel;
}

export interface ConstantModel extends SymbolModelBase {
  readonly kind: "constant";
  readonly value: ConstantFacts["value"];
}

export interface ObjectModel extends SymbolModelBase {
  readonly kind: "object";
  /** Class of the object, as Python names it. */
  readonly pythonType: string;
  /** What it is when it is awaited. */
  readonly type: Typed;
  readonly members: readonly MemberModel[];
}

/** The same class as another module's: one class is defined once. */
export interface ReexportModel extends SymbolModelBase {
  readonly kind: "reexport";
  readonly from: { readonly path: string; readonly tsName: string };
}

export type MemberModel = MethodModel | AttributeModel;

export interface MethodModel {
  readonly kind: "method" | "classmethod" | "staticmethod";
  readonly pythonName: string;
  readonly tsName: string;
  readonly call: CallModel;
  readonly doc: DocModel;
  readonly async: boolean;
}

/** Read when it is awaited: `property` from an instance, `class-attribute` from the class. */
export interface AttributeModel {
  readonly kind: "property" | "class-attribute";
  readonly pythonName: string;
  readonly tsName: string;
  readonly type: Typed;
  /** The key of the class, if the attribute is a generated class. */
  readonly nestedClass?: string | undefined;
  readonly doc: DocModel;
}

/** A type, with the provider that knew it; absent when none did. */
export interface Typed {
  readonly type: TsType;
  readonly source: string | undefined;
}

/** How a callable is called from TypeScript. */
export interface CallModel {
  /** Always by position: all required ones, positional-only ones, and a subject that is optional. */
  readonly positional: readonly PositionalModel[];
  /** Further arguments by position: what each of them may be. */
  readonly rest: Typed | undefined;
  /** With those, a plain object in the last place is keyword arguments: these. */
  readonly restKeywords: KeywordsModel | undefined;
  /** The trailing object; absent when there is nothing for it. */
  readonly keywords: KeywordsModel | undefined;
  readonly returns: Typed;
  /** More exact returns for some arguments; as in Python, the first that fits holds. */
  readonly overloads: readonly OverloadModel[];
  /** The signature as Python writes it, without annotations. */
  readonly pythonSignature: string;
  readonly tier: Tier;
}

export interface OverloadModel {
  /** In the place of the call's own; there are as many. */
  readonly positional: readonly PositionalModel[];
  /** Keywords that have to be more exact than the call's. */
  readonly keywords: readonly KeywordModel[];
  readonly returns: Typed;
}

export interface PositionalModel {
  readonly tsName: string;
  readonly type: Typed;
  readonly optional: boolean;
  /** Under which it could be given by keyword; absent for a positional-only one. */
  readonly keyword: string | undefined;
}

export interface PlacedModel {
  readonly tsName: string;
  /** Of one of the keywords. */
  readonly name: string;
}

export interface KeywordModel {
  readonly name: string;
  readonly type: Typed;
  readonly optional: boolean;
}

export interface KeywordsModel {
  /** Those that can be given by position too, in Python's order after `positional`. */
  readonly placed: readonly PlacedModel[];
  readonly entries: readonly KeywordModel[];
  /** Any other name may be passed too (`**kwargs`): what it, and so every entry, may be. */
  readonly open: Typed | undefined;
}
