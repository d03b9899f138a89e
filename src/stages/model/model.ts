import type { ConstantFacts, DocDetails, Tier } from "../../facts/facts.ts";
import type { TsType } from "./ts-type.ts";

/** Everything that is printed, with names, types and order decided. Plain data. */
export interface Model {
  /** Sorted by name. */
  readonly modules: readonly ModuleModel[];
}

export interface ModuleModel {
  /** The dotted Python name. */
  readonly name: string;
  /** Path below the output folder, without extension. */
  readonly path: string;
  /** `"numpy 2.4.6"` or `"Python 3.11"`, where it is known. */
  readonly library: string | undefined;
  /** URL of the library's documentation. */
  readonly page: string | undefined;
  /** Child modules: the name in this module's namespace, and the path. */
  readonly submodules: readonly { readonly tsName: string; readonly path: string }[];
  /** Sorted by Python name. */
  readonly symbols: readonly SymbolModel[];
}

export type SymbolModel = FunctionModel | ClassModel | ConstantModel | ObjectModel | ReexportModel;

interface SymbolModelBase {
  readonly pythonName: string;
  readonly tsName: string;
  /** `"module:qual.name"`, as the worker resolves it. */
  readonly symbol: string;
  readonly doc: DocModel;
}

/** The documentation of a symbol or a member, with its markup unchanged. */
export interface DocModel {
  /** The text before the first section. */
  readonly text: string | undefined;
  readonly details: DocDetails | undefined;
}

export interface FunctionModel extends SymbolModelBase {
  readonly kind: "function";
  readonly call: CallModel;
  readonly async: boolean;
  /** Set if the function is a callable object with members. */
  readonly object: { readonly pythonType: string; readonly members: readonly MemberModel[] } | undefined;
}

export interface ClassModel extends SymbolModelBase {
  readonly kind: "class";
  /** The key in the manifest, by which types refer to the class. */
  readonly key: string;
  readonly canonical: string;
  readonly construct: CallModel;
  /** The type of instances that cross by value; `undefined` if they stay in Python. */
  readonly value: TsType | undefined;
  /** Sorted by Python name. */
  readonly members: readonly MemberModel[];
  readonly special: SpecialModel;
}

/** The types of `$` members, which every object has. */
export interface SpecialModel {
  /** Sorted by name. */
  readonly operators: readonly OperatorModel[];
  /** The item type of iteration. */
  readonly items: TsType | undefined;
  /** The type of the value that `with` binds. */
  readonly entered: TsType | undefined;
  /** Whether the items are available locally, because the object is a tuple that stays in Python. */
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
  /** The Python name of the object's class. */
  readonly pythonType: string;
  /** The awaited type. */
  readonly type: Typed;
  readonly members: readonly MemberModel[];
}

/** A re-export of a class that another module defines. */
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

/** An attribute that is read by awaiting it: `property` from an instance, `class-attribute` from the class. */
export interface AttributeModel {
  readonly kind: "property" | "class-attribute";
  readonly pythonName: string;
  readonly tsName: string;
  readonly type: Typed;
  /** The key of the class, if the attribute is a generated class. */
  readonly nestedClass?: string | undefined;
  readonly doc: DocModel;
}

/** A type and the provider that supplied it; `undefined` if none did. */
export interface Typed {
  readonly type: TsType;
  readonly source: string | undefined;
}

/** How TypeScript code calls a callable. */
export interface CallModel {
  /** Always positional: all required parameters, positional-only ones, and an optional data parameter. */
  readonly positional: readonly PositionalModel[];
  /** The type of each further positional argument. */
  readonly rest: Typed | undefined;
  /** With further positional arguments: the keywords that a plain object as the last argument holds. */
  readonly restKeywords: KeywordsModel | undefined;
  /** The trailing object; `undefined` if the call has no keywords. */
  readonly keywords: KeywordsModel | undefined;
  readonly returns: Typed;
  /** More precise results for specific arguments. As in Python, the first match applies. */
  readonly overloads: readonly OverloadModel[];
  /** The Python signature, without annotations. */
  readonly pythonSignature: string;
  readonly tier: Tier;
}

export interface OverloadModel {
  /** Replaces the call's own positional parameters; there are as many. */
  readonly positional: readonly PositionalModel[];
  /** Keywords with more precise types than in the call. */
  readonly keywords: readonly KeywordModel[];
  readonly returns: Typed;
}

export interface PositionalModel {
  readonly tsName: string;
  readonly type: Typed;
  readonly optional: boolean;
  /** The name for passing it by keyword; `undefined` if it is positional-only. */
  readonly keyword: string | undefined;
}

export interface PlacedModel {
  readonly tsName: string;
  /** The name of the keyword. */
  readonly name: string;
}

export interface KeywordModel {
  readonly name: string;
  readonly type: Typed;
  readonly optional: boolean;
}

export interface KeywordsModel {
  /** Keywords that can also be passed by position, in Python's order after `positional`. */
  readonly placed: readonly PlacedModel[];
  readonly entries: readonly KeywordModel[];
  /** The type of further keywords (`**kwargs`), which includes that of every entry; `undefined` if there are none. */
  readonly open: Typed | undefined;
}
