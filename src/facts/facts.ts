/**
 * The introspector's facts about symbols: plain JSON, identical on every machine for the same library version.
 * Written by `python/src/snakebridge_worker/_internal/introspect/`, stored in the manifest. `facts.py` there declares the
 * same types under the same names.
 */

export type ParameterKind =
  | "positional-only"
  | "positional"
  | "var-positional"
  | "keyword-only"
  | "var-keyword";

export interface ParameterFacts {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly required: boolean;
  /** The default's `repr`, if it prints the same everywhere; absent otherwise. */
  readonly default?: string;
  /** The annotation, parsed but never evaluated. Absent if there is none, or if it carries no information. */
  readonly type?: TypeFacts;
  /**
   * If no code declares the type: the type from the docstring, with the values that Python usually accepts for it.
   */
  readonly documented?: TypeFacts;
}

/**
 * A Python type expression as data. Resolved names are `"module:qualname"`; unresolved names stay as written. Names
 * of protocols and abstract classes stay as written too, because their instances can be of any class.
 */
export type TypeFacts =
  | { readonly kind: "name"; readonly name: string; readonly args?: readonly TypeFacts[] }
  | { readonly kind: "union"; readonly members: readonly TypeFacts[] }
  | { readonly kind: "literal"; readonly values: readonly (string | number | boolean | null)[] }
  /** A callable with `parameters` (absent: any), and with further ones if it is `open`. */
  | {
      readonly kind: "callable";
      readonly parameters?: readonly TypeFacts[];
      readonly open?: boolean;
      readonly returns?: TypeFacts;
    }
  /** A type variable, bound by the caller's argument: `T` of `def f(x: T) -> list[T]`. */
  | { readonly kind: "variable"; readonly name: string }
  /** A dict with these keys: a `TypedDict`. */
  | { readonly kind: "record"; readonly fields: readonly FieldFacts[] }
  | { readonly kind: "unknown" };

export interface FieldFacts {
  readonly name: string;
  readonly required: boolean;
  readonly type?: TypeFacts;
}

/** The source of a signature or its types, best first. */
export type Tier =
  | "declaration"
  | "stub"
  | "annotations"
  | "signature"
  | "text-signature"
  | "docstring"
  | "opaque";

export interface SignatureFacts {
  readonly parameters: readonly ParameterFacts[];
  readonly returns?: TypeFacts;
  /** If `returns` is not declared: the type that a type checker inferred from the code. */
  readonly inferred?: TypeFacts;
  /** If a method declares no result: the result of the base class's method that it overrides. */
  readonly overridden?: TypeFacts;
  /** If no code declares the result: the type from the docstring, if it is certain. */
  readonly documented?: TypeFacts;
  readonly tier: Tier;
  /** The result for specific arguments, from `typing.overload`, in Python's order. */
  readonly overloads?: readonly OverloadFacts[];
  /**
   * Differences between the library and a stub or the configuration about what can be called. The library is right.
   */
  readonly disagreements?: readonly Disagreement[];
}

export interface Disagreement {
  readonly source: "stub" | "declaration";
  /** The parameter, or the member of a class. For declarations with a syntax error: the error and its location. */
  readonly name: string;
  /**
   * The difference. About a parameter of the library:
   * - `unlisted`: The stub lacks it.
   * - `kind`: The stub passes it in another way.
   * - `required`, `optional`: The library has it so, and the stub has the opposite.
   *
   * About the stub:
   * - `absent`: The library lacks this parameter.
   * - `member`: The library lacks this member.
   * - `syntax`: The declarations have a syntax error.
   */
  readonly what: "absent" | "kind" | "member" | "optional" | "required" | "syntax" | "unlisted";
}

export interface OverloadFacts {
  /** The parameters that distinguish this overload from the others. */
  readonly narrowed: readonly Pick<ParameterFacts, "name" | "required" | "type">[];
  readonly returns?: TypeFacts;
}

interface SymbolBase {
  /** The path to the symbol if it is not `"module:name"`: `"six:moves.urllib.parse.quote"`. */
  readonly access?: string;
  /**
   * The module and name that the object declares: `"pandas.core.frame:DataFrame"`. Equals the key if the object is
   * defined there.
   */
  readonly canonical?: string;
  /** The checksum of the signature, computed by `introspect/checksum.py`. Absent if nothing about it is reliable. */
  readonly checksum?: string;
  /** The docstring before its first section, dedented, shortened by the introspector's rule. */
  readonly doc?: string;
  readonly details?: DocDetails;
}

/** The sections of a docstring. The introspector's rule shortens each part; the markup is unchanged. */
export interface DocDetails {
  readonly parameters?: readonly DocEntry[];
  readonly returns?: readonly DocEntry[];
  readonly yields?: readonly DocEntry[];
  readonly raises?: readonly DocEntry[];
  readonly deprecated?: string;
  /** Only for functions and classes. */
  readonly example?: string;
  /** The names that the docstring refers to. */
  readonly see?: readonly string[];
}

/** A documented parameter, result or exception. */
export interface DocEntry {
  readonly name?: string;
  /** As written in the docstring. */
  readonly type?: string;
  readonly text?: string;
}

export interface FunctionFacts extends SymbolBase {
  readonly kind: "function";
  readonly signature: SignatureFacts;
  readonly async?: boolean;
  /** For a callable object with members: `"module:qualname"` of its class. */
  readonly type?: string;
  /** The members that the object's class has. */
  readonly members?: readonly MemberFacts[];
}

export interface MemberFacts {
  readonly name: string;
  /** `class-attribute`: an attribute of the class itself (constants, members of enumerations, nested classes). */
  readonly kind: "method" | "classmethod" | "staticmethod" | "property" | "attribute" | "class-attribute";
  readonly signature?: SignatureFacts;
  /** The first paragraph of the docstring, on one line. */
  readonly doc?: string;
  readonly details?: DocDetails;
  readonly type?: TypeFacts;
  /** If an attribute declares no type: the type that a type checker inferred from the code. */
  readonly inferred?: TypeFacts;
  /** If a property declares no type: the type of the base class's property that it overrides. */
  readonly overridden?: TypeFacts;
  /** If no code declares an attribute's type: the type from the docstring, if it is certain. */
  readonly documented?: TypeFacts;
  readonly async?: boolean;
}

export interface ClassFacts extends SymbolBase {
  readonly kind: "class";
  /** The MRO as `"module:qualname"`, without the class itself and `object`. */
  readonly bases: readonly string[];
  readonly constructor: SignatureFacts;
  /** Public members, including inherited ones, sorted by name. */
  readonly members: readonly MemberFacts[];
  /** Special methods with known types (`__getitem__`, `__iter__`, `__add__`…), sorted by name. */
  readonly special?: readonly MemberFacts[];
}

export interface ConstantFacts extends SymbolBase {
  readonly kind: "constant";
  /**
   * The value as JSON. `{"float": "nan" | "inf" | "-inf" | "-0.0"}` for special floats, `{"int": "<digits>"}` beyond
   * 2^53.
   */
  readonly value: string | number | boolean | null | { readonly float: string } | { readonly int: string };
}

/** Any other module attribute; programs access it through a lazy reference. */
export interface ObjectFacts extends SymbolBase {
  readonly kind: "object";
  /** `"module:qualname"` of its class. */
  readonly type: string;
  /** The members that its class has, unless that is a class of Python itself. */
  readonly members?: readonly MemberFacts[];
}

export interface ModuleFacts extends SymbolBase {
  readonly kind: "module";
}

export type SymbolFacts = FunctionFacts | ClassFacts | ConstantFacts | ObjectFacts | ModuleFacts;

/**
 * A question to the introspector: what is `path` inside `module`? The lookup stops at the first object that is not a
 * module.
 */
export interface Query {
  readonly module: string;
  readonly path: readonly string[];
  /**
   * A library name. If set, `module` is the defining module of a class, and the answer is the class's public path in
   * the library.
   */
  readonly within?: string;
}

export type Answer =
  /** `consumed` elements of the path led to the symbol `module:name`. Without `name`: to the module itself. */
  | {
      readonly found: {
        readonly module: string;
        readonly name?: string;
        readonly consumed: number;
        readonly facts: SymbolFacts;
      };
    }
  /** `module` has no attribute `path[at]`. Similar names are suggested, best first. */
  | {
      readonly missing: {
        readonly module: string;
        readonly at: number;
        readonly suggestions: readonly string[];
        /** Whether type checkers know the name from stubs. */
        readonly isStatic?: boolean;
      };
    }
  | { readonly failed: ImportFailure };

export interface ImportFailure {
  readonly module: string;
  readonly reason: "not-found" | "raised" | "exited" | "timed-out" | "crashed" | "protocol";
  /** The last line of the exception, an exit code, a signal, or a time limit. */
  readonly message: string;
  /** The traceback, or the end of stderr. */
  readonly detail?: string;
}
