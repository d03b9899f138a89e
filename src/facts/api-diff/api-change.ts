/** The kinds of change between two versions of a symbol. */
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
  /** The member of a class or object that changed. Absent: the symbol itself, or the constructor of a class. */
  readonly member?: string;
  readonly kind: ApiChangeKind;
  readonly parameter?: string;
  /** In Python syntax. Absent if there is nothing to show. */
  readonly before?: string;
  readonly after?: string;
  /** Whether a correct program may now fail, no longer compile, or receive a different result. */
  readonly breaking: boolean;
}

/** The symbol or member that a change is about. */
export type ApiPlace = Pick<ApiChange, "symbol" | "member">;

/** Describes one change: `pandas.read_csv: parameter "sep" removed`. */
export function describeChange(change: ApiChange): string {
  const { symbol, member, kind, parameter = "", before = "?", after = "?" } = change;
  const name = [symbol.replace(/:$/, "").replace(":", "."), ...(member === undefined ? [] : [member])].join(
    ".",
  );
  const parameterChange = (event: string): string => `${name}: parameter "${parameter}" ${event}`;
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
      return parameterChange(`added: ${after}`);
    case "parameter-removed":
      return parameterChange("removed");
    case "parameter-moved":
      return parameterChange(`moved: position ${fromTo}`);
    case "parameter-required":
      return parameterChange("made required");
    case "parameter-optional":
      return parameterChange("made optional");
    case "parameter-kind-changed":
      return parameterChange(`kind changed: ${fromTo}`);
    case "parameter-type-changed":
      return parameterChange(`type changed: ${fromTo}`);
    case "default-changed":
      return parameterChange(`default changed: ${fromTo}`);
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
