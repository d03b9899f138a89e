/**
 * What Python's introspector tells about symbols: plain JSON, the same on every machine for the same library
 * version. Written by `python/src/snakebridge_worker/_internal/introspect/`, stored in the manifest.
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
  /** `repr` of the default where it prints the same everywhere; absent otherwise. */
  readonly default?: string;
  /** The annotation, parsed and never evaluated; absent when there is none or it says nothing. */
  readonly type?: TypeFacts;
  /** Where no code tells its type: what a docstring tells, and what Python usually takes for it. */
  readonly documented?: TypeFacts;
}

/**
 * A Python type expression as data. Names that could be resolved are `"module:qualname"`, others stay as spelt; so do
 * those of protocols and abstract classes, whose instances can be of any class.
 */
export type TypeFacts =
  | { readonly kind: "name"; readonly name: string; readonly args?: readonly TypeFacts[] }
  | { readonly kind: "union"; readonly members: readonly TypeFacts[] }
  | { readonly kind: "literal"; readonly values: readonly (string | number | boolean | null)[] }
  /** What is called with `parameters` (absent: with anything), and with more of them where it is `open`. */
  | {
      readonly kind: "callable";
      readonly parameters?: readonly TypeFacts[];
      readonly open?: boolean;
      readonly returns?: TypeFacts;
    }
  /** Whatever the caller passes for a parameter of this type: `T` of `def f(x: T) -> list[T]`. */
  | { readonly kind: "variable"; readonly name: string }
  /** A dict with these keys: a `TypedDict`. */
  | { readonly kind: "record"; readonly fields: readonly FieldFacts[] }
  | { readonly kind: "unknown" };

export interface FieldFacts {
  readonly name: string;
  readonly required: boolean;
  readonly type?: TypeFacts;
}

/** Where a signature or its types came from, best first. */
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
  /** Where nobody has written `returns` down: what a checker of types concluded from the code. */
  readonly inferred?: TypeFacts;
  /** Of a method of which nobody says it: what the one gives that it overrides. */
  readonly overridden?: TypeFacts;
  /** Where no code tells it: what a docstring tells about the result, if that is sure. */
  readonly documented?: TypeFacts;
  readonly tier: Tier;
  /** For which arguments what comes back, as `typing.overload` says it; in Python's order. */
  readonly overloads?: readonly OverloadFacts[];
  /** Where a stub, or the configuration, does not agree with the library on what can be called. The library is right. */
  readonly disagreements?: readonly Disagreement[];
}

export interface Disagreement {
  readonly source: "stub" | "declaration";
  /** A parameter; of a class, a member; of declarations that are no Python, what is wrong and where. */
  readonly name: string;
  /**
   * Of the library's parameter: `unlisted`: not in the stub; `kind`: passed otherwise; `required` and `optional`: it is that, and the
   * stub says the opposite. Of the stub's: `absent`: the library has no such parameter; `member`: no such member; `syntax`.
   */
  readonly what: "absent" | "kind" | "member" | "optional" | "required" | "syntax" | "unlisted";
}

export interface OverloadFacts {
  /** The parameters that tell it from the other overloads. */
  readonly narrowed: readonly Pick<ParameterFacts, "name" | "required" | "type">[];
  readonly returns?: TypeFacts;
}

interface SymbolBase {
  /** How a program reaches it where that is not `"module:name"`: `"six:moves.urllib.parse.quote"`. */
  readonly access?: string;
  /** Where the object says it lives: `"pandas.core.frame:DataFrame"`; equals the key when it is at home. */
  readonly canonical?: string;
  /** Of how it is called, as `introspect/checksum.py` has it; absent where nothing can be relied on. */
  readonly checksum?: string;
  /** What a docstring says before its first section, dedented, cut by the introspector's rule. */
  readonly doc?: string;
  readonly details?: DocDetails;
}

/** The sections of a docstring, each part cut by the introspector's rule, its markup as Python has it. */
export interface DocDetails {
  readonly parameters?: readonly DocEntry[];
  readonly returns?: readonly DocEntry[];
  readonly yields?: readonly DocEntry[];
  readonly raises?: readonly DocEntry[];
  readonly deprecated?: string;
  /** Of functions and classes only. */
  readonly example?: string;
  /** Names that it refers to. */
  readonly see?: readonly string[];
}

/** A parameter, a result, or an exception. */
export interface DocEntry {
  readonly name?: string;
  /** As it is spelt. */
  readonly type?: string;
  readonly text?: string;
}

export interface FunctionFacts extends SymbolBase {
  readonly kind: "function";
  readonly signature: SignatureFacts;
  readonly async?: boolean;
  /** Of an object that is called like a function and has members too: `"module:qualname"` of its class. */
  readonly type?: string;
  /** Those that its class knows. */
  readonly members?: readonly MemberFacts[];
}

export interface MemberFacts {
  readonly name: string;
  /** `class-attribute`: held by the class itself (constants, members of enumerations, nested classes). */
  readonly kind: "method" | "classmethod" | "staticmethod" | "property" | "attribute" | "class-attribute";
  readonly signature?: SignatureFacts;
  /** Its first paragraph only, on one line. */
  readonly doc?: string;
  readonly details?: DocDetails;
  readonly type?: TypeFacts;
  /** Of an attribute whose type nobody has written down: what a checker of types concluded from the code. */
  readonly inferred?: TypeFacts;
  /** Of a property of which nobody says it: what the one gives that it overrides. */
  readonly overridden?: TypeFacts;
  /** Of an attribute whose type no code tells: what a docstring tells, if it is sure. */
  readonly documented?: TypeFacts;
  readonly async?: boolean;
}

export interface ClassFacts extends SymbolBase {
  readonly kind: "class";
  /** `"module:qualname"` of the MRO without itself and `object`. */
  readonly bases: readonly string[];
  readonly constructor: SignatureFacts;
  /** Public members, inherited ones included, sorted by name. */
  readonly members: readonly MemberFacts[];
  /** Special methods of which something is known (`__getitem__`, `__iter__`, `__add__`…), sorted by name. */
  readonly special?: readonly MemberFacts[];
}

export interface ConstantFacts extends SymbolBase {
  readonly kind: "constant";
  /** JSON image; `{"float": "nan" | "inf" | "-inf" | "-0.0"}` and `{"int": "<digits>"}` beyond 2^53. */
  readonly value: string | number | boolean | null | { readonly float: string } | { readonly int: string };
}

/** Any other module attribute: reached through a lazy reference. */
export interface ObjectFacts extends SymbolBase {
  readonly kind: "object";
  /** `"module:qualname"` of its class. */
  readonly type: string;
  /** Those that its class knows, unless that is one of Python's own. */
  readonly members?: readonly MemberFacts[];
}

export interface ModuleFacts extends SymbolBase {
  readonly kind: "module";
}

export type SymbolFacts = FunctionFacts | ClassFacts | ConstantFacts | ObjectFacts | ModuleFacts;

/** A question: what is `path` inside `module`? The walk stops at the first thing that is not a module. */
export interface Query {
  readonly module: string;
  readonly path: readonly string[];
  /** A library: `module` is where a class lives, and the answer is about its public place in the library. */
  readonly within?: string;
}

export type Answer =
  /** `consumed` elements of the path led to the symbol `module:name` (`name` absent: the module itself). */
  | {
      readonly found: {
        readonly module: string;
        readonly name?: string;
        readonly consumed: number;
        readonly facts: SymbolFacts;
      };
    }
  /** `module` has no attribute `path[at]`; near names, best first. */
  | {
      readonly missing: {
        readonly module: string;
        readonly at: number;
        readonly suggestions: readonly string[];
        /** Whether type checkers know it all the same. */
        readonly isStatic?: boolean;
      };
    }
  | { readonly failed: ImportFailure };

export interface ImportFailure {
  readonly module: string;
  readonly reason: "not-found" | "raised" | "exited" | "timed-out" | "crashed" | "protocol";
  /** The exception's last line, exit code, signal, or limit. */
  readonly message: string;
  /** Traceback or the tail of stderr. */
  readonly detail?: string;
}
