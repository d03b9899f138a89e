import type { PrintedType } from "./printed-type.ts";
import { type Token, tokenize } from "./tokens.ts";

/**
 * Parses a type as pyright prints it: names with arguments, unions, functions, overloads, literals. Returns
 * `undefined` if any part of the text is not in this language: a partial type would be wrong.
 */
export function parsePrintedType(text: string): PrintedType | undefined {
  try {
    const parser = new Parser(tokenize(text));
    const type = parser.union();
    parser.end();
    return type;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

class ParseError extends Error {}

const unknown: PrintedType = { kind: "unknown" };
/** Represents `*tuple[int, ...]` among arguments: their number is unknown, so all of them are unknown. */
const unpacked: PrintedType = { kind: "unknown" };
const special: Readonly<Record<string, PrintedType>> = {
  Any: unknown,
  Unknown: unknown,
  Unbound: unknown,
  None: { kind: "none" },
  Never: { kind: "never" },
  NoReturn: { kind: "never" },
};
const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const maxDepth = 100;

/** A recursive descent parser. Each method starts at the first token of its construct and ends after the last. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new ParseError();
  }

  union(): PrintedType {
    const members = [this.#one()];
    while (this.#accept("|")) members.push(this.#one());
    return members.length === 1 ? members[0]! : { kind: "union", members };
  }

  #one(): PrintedType {
    if (++this.#depth > maxDepth) throw new ParseError();
    const type = this.#primary();
    this.#depth--;
    // `float*`: narrowed by a condition on a type variable.
    this.#accept("*");
    return type;
  }

  #primary(): PrintedType {
    if (this.#isMark("(")) return this.#parenthesis();
    if (this.#accept("...")) return { kind: "ellipsis" };
    if (this.#accept("*") || this.#accept("**")) {
      this.#one();
      return unpacked;
    }
    if (this.#isMark("<")) return this.#angled();
    // The parameters of a `ParamSpec`.
    if (this.#isMark("[")) {
      this.#list("[", () => this.union());
      return unknown;
    }
    return this.#named();
  }

  #named(): PrintedType {
    const name = this.#dotted();
    if (this.#accept("@")) {
      // The scope of a type variable; for `Self`, the class, which may have arguments.
      this.#one();
      return name === "Self" ? { kind: "self" } : unknown;
    }
    if (name === "Module" && this.#isMark("(")) {
      this.#skipGroup();
      return unknown;
    }
    if (name === "Literal" && this.#isMark("[")) return this.#literal();
    const args = this.#isMark("[") ? this.#list("[", () => this.union()) : [];
    if (name === "Overload") return { kind: "overload", functions: args };
    const known = Object.hasOwn(special, name) ? special[name] : undefined;
    if (known !== undefined) return known;
    if (args.includes(unpacked)) return { kind: "name", name, args: [] };
    // `tuple[()]`
    return { kind: "name", name, args: args.filter(({ kind }) => kind !== "never") };
  }

  #literal(): PrintedType {
    const classes = this.#list("[", () => {
      this.#accept("-");
      const { kind, text } = this.#next();
      if (kind === "number") return "int";
      if (kind === "text") return "str";
      if (kind === "bytes") return "bytes";
      if (kind !== "name") throw new ParseError();
      if (text === "True" || text === "False") return "bool";
      while (this.#accept(".")) this.#next();
      return "enum";
    });
    return { kind: "literal", classes };
  }

  /** Parses a function, a type in parentheses, or the empty list of `tuple[()]`. */
  #parenthesis(): PrintedType {
    const begin = this.#at;
    this.#skipGroup();
    if (!this.#isMark("->")) {
      this.#at = begin + 1;
      if (this.#accept(")")) return { kind: "never" };
      const type = this.union();
      this.#expect(")");
      return type;
    }
    this.#expect("->");
    return { kind: "function", returns: this.union() };
  }

  /** Skips `<subclass of A and B>`. */
  #angled(): PrintedType {
    while (!this.#accept(">")) this.#next();
    return unknown;
  }

  #list<T>(open: string, item: () => T): T[] {
    this.#expect(open);
    const items: T[] = [];
    do items.push(item());
    while (this.#accept(","));
    this.#expect(closing[open]!);
    return items;
  }

  /** Skips to the closing parenthesis: default values of parameters can be any expression. */
  #skipGroup(): void {
    const open: string[] = [];
    do {
      const { kind, text } = this.#next();
      if (kind !== "mark") continue;
      const close = closing[text];
      if (close !== undefined) open.push(close);
      else if (Object.values(closing).includes(text) && open.pop() !== text) throw new ParseError();
    } while (open.length > 0);
  }

  #dotted(): string {
    const parts = [this.#name()];
    while (this.#accept(".")) parts.push(this.#name());
    return parts.join(".");
  }

  #name(): string {
    const { kind, text } = this.#next();
    if (kind !== "name") throw new ParseError();
    return text;
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ParseError();
    return token;
  }

  #isMark(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === "mark" && token.text === text;
  }

  #accept(text: string): boolean {
    const is = this.#isMark(text);
    if (is) this.#at++;
    return is;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw new ParseError();
  }
}
