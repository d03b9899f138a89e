/** What can change about a symbol between two versions of a library. */
export type ApiChangeKind =
  | "symbol-gone"
  | "kind-changed"
  | "value-changed"
  | "base-added"
  | "base-removed"
  | "member-added"
  | "member-removed"
  | "parameter-added"
  | "parameter-removed"
  | "parameter-moved"
  | "parameter-required"
  | "parameter-optional"
  | "parameter-kind-changed"
  | "parameter-type-changed"
  | "default-changed"
  | "type-changed"
  | "return-type-changed"
  | "overloads-changed"
  | "async-changed";

export interface ApiChange {
  /** `"module:name"`, as in the manifest. */
  readonly symbol: string;
  /** Of which member of a class or object; absent: the symbol itself, or the constructor of a class. */
  readonly member?: string;
  readonly kind: ApiChangeKind;
  readonly parameter?: string;
  /** How it is spelt in Python; absent where there is nothing to say. */
  readonly before?: string;
  readonly after?: string;
  /** Whether a program that was right before may fail, compile no more, or be given something else. */
  readonly breaking: boolean;
}

/** The part of a change that says what it is about. */
export type ApiPlace = Pick<ApiChange, "symbol" | "member">;

/** One change in the field's words: `pandas.read_csv: parameter "sep" removed`. */
export function describeChange(change: ApiChange): string {
  const { symbol, member, kind, parameter = "", before = "?", after = "?" } = change;
  const name = [symbol.replace(/:$/, "").replace(":", "."), ...(member === undefined ? [] : [member])].join(
    ".",
  );
  const of = (what: string): string => `${name}: parameter "${parameter}" ${what}`;
  const fromTo = `${before} -> ${after}`;
  switch (kind) {
    case "symbol-gone":
      return `${name}: gone`;
    case "kind-changed":
      return `${name}: kind changed: ${fromTo}`;
    case "value-changed":
      return `${name}: value changed: ${fromTo}`;
    case "base-added":
      return `${name}: base class ${after} added`;
    case "base-removed":
      return `${name}: base class ${before} removed`;
    case "member-added":
      return `${name}: member added`;
    case "member-removed":
      return `${name}: member removed`;
    case "parameter-added":
      return of(`added: ${after}`);
    case "parameter-removed":
      return of("removed");
    case "parameter-moved":
      return of(`moved: position ${fromTo}`);
    case "parameter-required":
      return of("made required");
    case "parameter-optional":
      return of("made optional");
    case "parameter-kind-changed":
      return of(`kind changed: ${fromTo}`);
    case "parameter-type-changed":
      return of(`type changed: ${fromTo}`);
    case "default-changed":
      return of(`default changed: ${fromTo}`);
    case "type-changed":
      return `${name}: type changed: ${fromTo}`;
    case "return-type-changed":
      return `${name}: return type changed: ${fromTo}`;
    case "overloads-changed":
      return `${name}: overloads changed: ${fromTo}`;
    case "async-changed":
      return `${name}: ${after === "async" ? "became" : "is no longer"} async`;
  }
}
